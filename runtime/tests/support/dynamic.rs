//! Structures made at run time: [`DynamicStructure`] over shapes in botocore's form.
//!
//! The tables are leaked, as the runtime wants them `'static`; a test process is short. A union is a
//! structure here of which one member is set, which is what it is on the wire.

use std::collections::HashMap;
use std::sync::Mutex;

use aws_smithy_types::{Blob, DateTime};
use serde_json::{Map as JsonMap, Value as Json};
use smithwright_runtime::codec::{ReadError, Reader};
use smithwright_runtime::schema::{Kind, Location, Member, Schema, Shape, TimestampFormat};
use smithwright_runtime::value::{MemberVisitor, MemberVisitorMut, Structure, Value, View};

/// The shapes of a model, and the tables made from them so far.
pub struct Shapes {
    json: JsonMap<String, Json>,
    /// Whether HTTP bindings count.
    bindings: bool,
    types: Mutex<HashMap<String, &'static Type>>,
}

/// A shape.
pub struct Type {
    shapes: &'static Shapes,
    json: &'static Json,
    shape: &'static Shape,
    /// Made when first asked for, as structures may hold themselves.
    table: std::sync::OnceLock<Table>,
}

/// A structure's schema and the types of its members.
struct Table {
    schema: &'static Schema,
    /// What the members are called in Rust, and their types.
    members: Vec<(&'static str, &'static Type)>,
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn text<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    json.get(key).and_then(Json::as_str)
}

impl Shapes {
    /// `json` is the `shapes` of a model. Without `bindings`, all members are in the body.
    pub fn new(json: &Json, bindings: bool) -> &'static Self {
        let json = json.as_object().cloned().unwrap_or_default();
        leak(Self {
            json,
            bindings,
            types: Mutex::default(),
        })
    }

    /// The shape called `name`.
    pub fn get(&'static self, name: &str) -> &'static Type {
        if let Some(found) = self.types.lock().unwrap().get(name) {
            return found;
        }
        let json = self
            .json
            .get(name)
            .unwrap_or_else(|| panic!("no shape {name}"));
        let name: &'static str = leak(name.to_owned());
        let shape = leak(self.shape(name, json));
        let made = leak(Type {
            shapes: self,
            json,
            shape,
            table: std::sync::OnceLock::new(),
        });
        self.types.lock().unwrap().insert(name.to_owned(), made);
        made
    }

    /// The target of a reference, such as a list's `member`.
    pub fn target(&'static self, reference: &Json) -> &'static Type {
        self.get(text(reference, "shape").expect("a reference names a shape"))
    }

    fn shape(&'static self, name: &'static str, json: &Json) -> Shape {
        let kind = match text(json, "type").expect("a shape has a type") {
            "boolean" => Kind::Boolean,
            "integer" | "long" => Kind::Integer,
            "float" | "double" => Kind::Float,
            "string" => Kind::String,
            "blob" => Kind::Blob,
            "timestamp" => Kind::Timestamp,
            "list" => return Shape::list(name, self.target(&json["member"]).shape),
            "map" => {
                let (keys, values) = (self.target(&json["key"]), self.target(&json["value"]));
                return Shape::map(name, keys.shape, values.shape);
            }
            "structure" => Kind::Structure,
            other => panic!("a shape of type {other}"),
        };
        let shape = Shape::new(name, kind);
        match text(json, "timestampFormat") {
            Some("iso8601") => shape.timestamp_format(TimestampFormat::DateTime),
            Some("rfc822") => shape.timestamp_format(TimestampFormat::HttpDate),
            Some("unixTimestamp") => shape.timestamp_format(TimestampFormat::EpochSeconds),
            Some(other) => panic!("a timestamp as {other}"),
            None => shape,
        }
    }
}

impl Type {
    /// A value of this type of which nothing is set.
    pub fn unset(&'static self) -> DynamicValue {
        DynamicValue {
            of: Some(self),
            content: Content::Unset,
        }
    }

    /// A structure of this type of which nothing is set.
    pub fn structure(&'static self) -> DynamicStructure {
        let members = self
            .table()
            .members
            .iter()
            .map(|(_, of)| of.unset())
            .collect();
        DynamicStructure { of: self, members }
    }

    fn table(&'static self) -> &'static Table {
        self.table.get_or_init(|| {
            let none = JsonMap::new();
            let json = self.json["members"].as_object().unwrap_or(&none);
            let mut members = Vec::new();
            let mut types = Vec::new();
            for (name, json) in json {
                let name: &'static str = leak(name.clone());
                let of = self.shapes.target(json);
                members.push(self.member(name, json, of));
                types.push((name, of));
            }
            let names: Vec<&'static str> = types.iter().map(|(name, _)| *name).collect();
            let schema = Schema {
                name: self.shape.name,
                members: leak(members),
                fields: leak(names),
                sensitive: false,
                union: false,
            };
            Table {
                schema: leak(schema),
                members: types,
            }
        })
    }

    fn member(&self, name: &'static str, json: &Json, of: &'static Type) -> Member {
        let wire: &'static str = leak(text(json, "locationName").unwrap_or(name).to_owned());
        let lower = || -> &'static str { leak(wire.to_ascii_lowercase()) };
        let is_map = of.shape.kind == Kind::Map;
        let location = match text(json, "location") {
            _ if !self.shapes.bindings => Location::Body,
            None if text(self.json, "payload") == Some(name) => Location::Payload,
            None => Location::Body,
            Some("uri") => Location::Label,
            Some("querystring") if is_map => Location::QueryParams,
            Some("querystring") => Location::Query(wire),
            Some("header") => Location::Header(lower()),
            Some("headers") => Location::PrefixHeaders(lower()),
            Some("statusCode") => Location::StatusCode,
            Some(other) => panic!("a member in {other}"),
        };
        let member = Member::new(wire, of.shape).at(location);
        if json["idempotencyToken"] == true {
            member.idempotency_token()
        } else {
            member
        }
    }
}

/// A structure of which the model is known at run time only.
pub struct DynamicStructure {
    of: &'static Type,
    members: Vec<DynamicValue>,
}

impl DynamicStructure {
    /// The structure that `params` describes, in botocore's form.
    pub fn from_params(of: &'static Type, params: &Json) -> Self {
        let mut structure = of.structure();
        for (name, param) in params.as_object().into_iter().flatten() {
            let index = of
                .table()
                .members
                .iter()
                .position(|(member, _)| member == name);
            let index = index.unwrap_or_else(|| panic!("{} has no member {name}", of.shape.name));
            structure.members[index] = DynamicValue::from_param(of.table().members[index].1, param);
        }
        structure
    }

    /// What the structure holds, in botocore's form.
    pub fn to_params(&self) -> Json {
        let members = self.of.table().members.iter().zip(&self.members);
        let set =
            members.filter_map(|((name, _), value)| Some(((*name).to_owned(), value.to_param()?)));
        Json::Object(set.collect())
    }

    /// Fills in the idempotency tokens that are not set.
    pub fn fill_tokens(&mut self, token: &str) {
        for (member, value) in self.of.table().schema.members.iter().zip(&mut self.members) {
            if member.idempotency_token && value.view().is_unset() {
                value.content = Content::String(token.to_owned());
            }
        }
    }
}

impl std::fmt::Debug for DynamicStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        smithwright_runtime::walk::debug(f, self.of.shape.name, self)
    }
}

impl Structure for DynamicStructure {
    fn schema(&self) -> &'static Schema {
        self.of.table().schema
    }

    fn visit_members(&self, visitor: MemberVisitor<'_>) {
        let members: Vec<&dyn Value> = self
            .members
            .iter()
            .map(|value| value as &dyn Value)
            .collect();
        visitor.visit(&members);
    }

    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
        let mut members: Vec<&mut dyn Value> = self
            .members
            .iter_mut()
            .map(|value| value as &mut dyn Value)
            .collect();
        visitor.visit(&mut members);
    }
}

/// A value of which the type is known at run time only.
pub struct DynamicValue {
    /// `None` in blank ones only, which nothing is read into.
    of: Option<&'static Type>,
    content: Content,
}

enum Content {
    Unset,
    Boolean(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    String(String),
    Blob(Blob),
    Timestamp(DateTime),
    List(Vec<DynamicValue>),
    Map(HashMap<String, DynamicValue>),
    Structure(DynamicStructure),
}

impl DynamicValue {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the nearest f32 is what the shape asks for"
    )]
    fn from_param(of: &'static Type, param: &Json) -> Self {
        let string = || {
            param
                .as_str()
                .unwrap_or_else(|| panic!("{param} is not a string"))
                .to_owned()
        };
        let content = match text(of.json, "type").unwrap_or_default() {
            _ if param.is_null() => Content::Unset,
            "boolean" => Content::Boolean(param.as_bool().expect("a truth value")),
            "integer" | "long" => Content::Integer(param.as_i64().expect("a whole number")),
            "float" => Content::Float(double(param) as f32),
            "double" => Content::Double(double(param)),
            "string" => Content::String(string()),
            "blob" => Content::Blob(Blob::new(string())),
            "timestamp" => Content::Timestamp(DateTime::from_secs_f64(double(param))),
            "list" => {
                let items = of.shapes.target(&of.json["member"]);
                let params = param.as_array().expect("a list").iter();
                Content::List(params.map(|param| Self::from_param(items, param)).collect())
            }
            "map" => {
                let values = of.shapes.target(&of.json["value"]);
                let params = param.as_object().expect("a map").iter();
                let entry =
                    |(key, param): (&String, _)| (key.clone(), Self::from_param(values, param));
                Content::Map(params.map(entry).collect())
            }
            _ => Content::Structure(DynamicStructure::from_params(of, param)),
        };
        Self {
            of: Some(of),
            content,
        }
    }

    fn to_param(&self) -> Option<Json> {
        Some(match &self.content {
            Content::Unset => return None,
            Content::Boolean(value) => Json::from(*value),
            Content::Integer(value) => Json::from(*value),
            Content::Float(value) => number(f64::from(*value)),
            Content::Double(value) => number(*value),
            Content::String(value) => Json::from(value.as_str()),
            Content::Blob(value) => Json::from(String::from_utf8_lossy(value.as_ref())),
            Content::Timestamp(value) => number(value.as_secs_f64()),
            Content::List(items) => Json::Array(
                items
                    .iter()
                    .map(|item| item.to_param().unwrap_or_default())
                    .collect(),
            ),
            Content::Map(entries) => {
                let entries = entries.iter();
                let entry = |(key, value): (&String, &Self)| {
                    (key.clone(), value.to_param().unwrap_or_default())
                };
                Json::Object(entries.map(entry).collect())
            }
            Content::Structure(structure) => structure.to_params(),
        })
    }

    fn read_list(of: &'static Type, from: &mut Reader<'_>) -> Result<Content, ReadError> {
        let items = of.shapes.target(&of.json["member"]);
        let mut list = Vec::new();
        let mut entries = from.begin_list()?;
        while from.next_item(&mut entries)? {
            let mut item = items.unset();
            item.read(from, items.shape)?;
            if !item.view().is_unset() {
                list.push(item);
            }
        }
        Ok(Content::List(list))
    }

    fn read_map(of: &'static Type, from: &mut Reader<'_>) -> Result<Content, ReadError> {
        let values = of.shapes.target(&of.json["value"]);
        let mut map = HashMap::new();
        let mut entries = from.begin_map()?;
        while let Some(key) = from.next_key(&mut entries)? {
            let mut value = values.unset();
            value.read(from, values.shape)?;
            if !value.view().is_unset() {
                map.insert(key.into_owned(), value);
            }
        }
        Ok(Content::Map(map))
    }
}

impl Value for DynamicValue {
    fn view(&self) -> View<'_> {
        match &self.content {
            Content::Unset => View::Unset,
            Content::Boolean(value) => View::Boolean(*value),
            Content::Integer(value) => View::Integer(*value),
            Content::Float(value) => View::Float(*value),
            Content::Double(value) => View::Double(*value),
            Content::String(value) => View::String(value),
            Content::Blob(value) => View::Blob(value.as_ref()),
            Content::Timestamp(value) => View::Timestamp(value),
            Content::List(items) => View::List(items),
            Content::Map(entries) => View::Map(entries),
            Content::Structure(structure) => View::Structure(structure),
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "the nearest f32 is what the shape asks for"
    )]
    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError> {
        let of = self.of.expect("nothing is read into a blank value");
        self.content = match text(of.json, "type").unwrap_or_default() {
            _ if from.null()? => Content::Unset,
            "boolean" => Content::Boolean(from.boolean()?),
            "integer" | "long" => Content::Integer(from.integer()?),
            "float" => Content::Float(from.double()? as f32),
            "double" => Content::Double(from.double()?),
            "string" => Content::String(from.string()?.into_owned()),
            "blob" => Content::Blob(Blob::new(from.blob()?)),
            "timestamp" => Content::Timestamp(from.timestamp(shape.timestamp_format)?),
            "list" => Self::read_list(of, from)?,
            "map" => Self::read_map(of, from)?,
            _ => {
                let mut structure = of.structure();
                from.structure(&mut structure)?;
                Content::Structure(structure)
            }
        };
        Ok(())
    }

    fn blank() -> Self {
        Self {
            of: None,
            content: Content::Unset,
        }
    }

    fn accepts_null() -> bool {
        true
    }
}

/// The number that `json` stands for; those that JSON has not are strings.
fn double(json: &Json) -> f64 {
    match json.as_str() {
        Some("NaN") => f64::NAN,
        Some("Infinity") => f64::INFINITY,
        Some("-Infinity") => f64::NEG_INFINITY,
        _ => json
            .as_f64()
            .unwrap_or_else(|| panic!("{json} is not a number")),
    }
}

/// The reverse of [`double`].
pub fn number(value: f64) -> Json {
    if value.is_nan() {
        Json::from("NaN")
    } else if value.is_infinite() {
        Json::from(if value > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        Json::from(value)
    }
}
