//! [`Orders`]: in which order a body has had the members of a structure so far.
//!
//! Services that do not send members in the order of the schema send them in the same order each time, such as that of
//! their names. So the next member is known after the first items of a list, and its name need not be looked for.
//! Never here: reading, and what a member is.

use crate::schema::Member;

/// How many members come unexpected before an order is worth remembering: most bodies have few structures.
const FEW: usize = 16;

/// The orders of structures whose members came in another one than that of the schema.
///
/// There is one for each schema at most, with two bytes a member.
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    learned: Vec<Order>,
    /// How many members came that were not expected.
    unexpected: usize,
}

#[derive(Debug, Clone)]
struct Order {
    /// The schema, by the address of its members.
    members: usize,
    /// The member that came after each, the first one in front.
    next: Vec<u16>,
}

/// The place of a structure: its order, if one is known, and the member that came last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    order: Option<usize>,
    slot: usize,
}

impl Place {
    /// Behind this member.
    #[inline]
    pub(super) fn pass(&mut self, member: usize) {
        self.slot = member + 1;
    }
}

impl Orders {
    /// The beginning of a structure with these members.
    #[inline]
    pub(super) fn begin(&self, members: &'static [Member]) -> Place {
        let order = if self.learned.is_empty() {
            None
        } else {
            self.find(members)
        };
        Place { order, slot: 0 }
    }

    fn find(&self, members: &'static [Member]) -> Option<usize> {
        let mut orders = self.learned.iter();
        orders.position(|order| order.members == members.as_ptr().addr())
    }

    /// The member that probably comes next: that of the schema, unless another came the last time.
    #[inline]
    pub(super) fn expected(&self, place: Place) -> usize {
        let order = place.order.and_then(|order| self.learned.get(order));
        let next = order.and_then(|order| order.next.get(place.slot));
        next.map_or(place.slot, |next| usize::from(*next))
    }

    /// Remembers that `found` came where another member was expected.
    #[cold]
    pub(super) fn learn(&mut self, members: &'static [Member], place: Place, found: usize) {
        self.unexpected += 1;
        let Ok(found) = u16::try_from(found) else {
            return;
        };
        if self.unexpected <= FEW {
            return;
        }
        let known = self.find(members).unwrap_or_else(|| {
            let next = (0..=u16::MAX).zip(0..=members.len()).map(|(next, _)| next);
            self.learned.push(Order {
                members: members.as_ptr().addr(),
                next: next.collect(),
            });
            self.learned.len() - 1
        });
        let order = self.learned.get_mut(known);
        if let Some(next) = order.and_then(|order| order.next.get_mut(place.slot)) {
            *next = found;
        }
    }
}
