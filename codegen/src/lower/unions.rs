//! Unions and their variants.
//!
//! Never here: what structures have too, which [`super::structures`] decides.

use super::deprecated::deprecated;
use super::held::held;
use super::names;
use super::structures::{Decisions, Role};
use super::units::is_unit;
use crate::api::{self, UnionVariant};
use crate::model::{Member, ShapeId, ShapeKind, Structure};

impl Decisions<'_> {
    /// The unions that something holds.
    pub(super) fn unions(&self) -> Vec<api::Union> {
        let held = held(self.model).into_iter();
        let unions = held.filter_map(|id| match &self.model[id].kind {
            ShapeKind::Union(members) => Some(self.union(id, members)),
            _ => None,
        });
        let mut unions: Vec<_> = unions.collect();
        unions.sort_by(|a, b| a.name.cmp(&b.name));
        unions
    }

    fn union(&self, id: &ShapeId, members: &Structure) -> api::Union {
        let shape = &self.model[id];
        let members = members.members.iter();
        api::Union {
            name: names::type_name(&id.0),
            module: names::type_module(&id.0),
            model_name: id.0.clone(),
            docs: shape.documentation.clone().unwrap_or_default(),
            deprecated: deprecated(shape.traits.deprecated.as_ref()),
            sensitive: shape.traits.sensitive,
            boxed: self.boxes.has_target(id),
            variants: members
                .map(|(name, member)| self.variant(id, name, member))
                .collect(),
        }
    }

    fn variant(&self, id: &ShapeId, name: &str, member: &Member) -> UnionVariant {
        let variant = names::union_variant(name);
        UnionVariant {
            predicate: names::union_predicate(&variant),
            accessor: names::union_accessor(&variant),
            is_unit: is_unit(self.model, member),
            member: api::Member {
                optional: false,
                require: None,
                ..self.member(id, name, member, Role::Data)
            },
            name: variant,
        }
    }
}
