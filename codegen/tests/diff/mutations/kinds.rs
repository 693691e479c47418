//! The kinds of single mutation.

use smithwright_codegen::diff::{Kind, Subject};
use smithwright_codegen::model::{
    Acceptor, AcceptorState, AuthScheme, Bounds, ClientContextParam, ContextKind, ContextValue,
    Decimal, DefaultValue, Deprecated, EndpointExpression, EndpointOutcome, EndpointParameterKind,
    EndpointRule, EnumValue, ErrorTrait, Fault, Location, Matcher, Member, Model, Operation,
    Pagination, Protocol, Retryable, Shape, ShapeId, ShapeKind, TimestampFormat, Traits, Waiter,
};

use super::{Made, Mutation, member};

/// A mutation that is the same kind of fact when it is taken back.
macro_rules! change {
    ($name:literal $kind:ident $make:expr) => {
        Mutation {
            name: $name,
            kind: Kind::$kind,
            back: Kind::$kind,
            make: $make,
        }
    };
    ($name:literal $kind:ident $back:ident $make:expr) => {
        Mutation {
            name: $name,
            kind: Kind::$kind,
            back: Kind::$back,
            make: $make,
        }
    };
}

const NEW: &str = "Smithwright";

fn longer(text: &mut String) {
    text.push_str(NEW);
}

/// Makes something once in what has one place for it.
fn once<T>(whole: &mut T, place: usize, subject: Subject, make: impl FnOnce(&mut T)) -> Made {
    if place > 0 {
        return Made::End;
    }
    make(whole);
    Made::Fact(subject)
}

/// The same, where it fits.
fn once_if<T>(
    whole: &mut T,
    place: usize,
    subject: Subject,
    make: impl FnOnce(&mut T) -> Option<()>,
) -> Made {
    if place > 0 {
        return Made::End;
    }
    match make(whole) {
        Some(()) => Made::Fact(subject),
        None => Made::Nothing,
    }
}

fn of_service(model: &mut Model, place: usize, make: impl FnOnce(&mut Model)) -> Made {
    once(model, place, Subject::Service, make)
}

/// The endpoint's or error's text of the rule at `place`, counted from left to right.
fn leaf<'r>(rules: &'r mut [EndpointRule], place: &mut usize) -> Option<&'r mut EndpointRule> {
    for rule in rules {
        if matches!(rule.outcome, EndpointOutcome::Tree(_)) {
            let EndpointOutcome::Tree(inner) = &mut rule.outcome else {
                continue;
            };
            if let Some(found) = leaf(inner, place) {
                return Some(found);
            }
        } else if *place == 0 {
            return Some(rule);
        } else {
            *place -= 1;
        }
    }
    None
}

fn of_parameter(
    model: &mut Model,
    place: usize,
    make: impl FnOnce(&mut smithwright_codegen::model::EndpointParameter),
) -> Made {
    let rules = model.endpoint_rules.as_mut();
    match rules.and_then(|rules| rules.parameters.get_mut(place)) {
        Some(parameter) => {
            let subject = Subject::EndpointParameter(parameter.name.clone());
            make(parameter);
            Made::Fact(subject)
        }
        None => Made::End,
    }
}

pub(crate) const OF_SERVICES: &[Mutation<Model>] = &[
    change!("service id" ServiceIdChanged |m, _, n| of_service(m, n, |m| longer(&mut m.service.id))),
    change!("service name" ServiceNameChanged |m, _, n| of_service(m, n, |m| longer(&mut m.service.full_name))),
    change!("api version" ApiVersionChanged |m, _, n| of_service(m, n, |m| longer(&mut m.service.api_version))),
    change!("endpoint prefix" EndpointPrefixChanged |m, _, n| of_service(m, n, |m| longer(&mut m.service.endpoint_prefix))),
    change!("signing name" SigningNameChanged |m, _, n| of_service(m, n, |m| longer(&mut m.service.signing_name))),
    change!("target prefix changed" TargetPrefixChanged |m, _, n| of_service(m, n, |m| m.service.target_prefix = Some(NEW.into()))),
    change!("protocol added" ProtocolsChanged |m, _, n| of_service(m, n, |m| m.service.protocols.push(Protocol::AwsJson1_0))),
    change!("protocol removed" ProtocolsChanged |m, _, n| match m.service.protocols.len() {
        len if n >= len => Made::End,
        _ => { m.service.protocols.remove(n); Made::Fact(Subject::Service) }
    }),
    change!("protocols reordered" ProtocolsChanged |m, _, n| once_if(m, n, Subject::Service, |m| {
        (m.service.protocols.len() > 1).then(|| m.service.protocols.reverse())
    })),
    change!("service auth" AuthChanged |m, _, n| of_service(m, n, |m| m.service.auth.push(AuthScheme::HttpBearer))),
    change!("query compatibility" QueryCompatibleChanged |m, _, n| of_service(m, n, |m| m.service.query_compatible = !m.service.query_compatible)),
    change!("client parameter" ContextParameterChanged |m, _, n| of_service(m, n, |m| {
        let param = ClientContextParam { kind: ContextKind::String, documentation: None };
        m.service.client_context_params.insert(NEW.into(), param);
    })),
    change!("service text changed" DocumentationChanged |m, _, n| of_service(m, n, |m| m.service.documentation = Some(NEW.into()))),
    change!("service text removed" DocumentationChanged |m, _, n| of_service(m, n, |m| m.service.documentation = None)),
    change!("endpoint rules removed" EndpointRulesChanged |m, _, n| of_service(m, n, |m| m.endpoint_rules = None)),
    change!("endpoint rule changed" EndpointRulesChanged |m, _, n| {
        let mut place = n;
        let rules = m.endpoint_rules.as_mut().expect("rules");
        let Some(rule) = leaf(&mut rules.rules, &mut place) else { return Made::End };
        rule.outcome = EndpointOutcome::Error(EndpointExpression::Template(NEW.into()));
        Made::Fact(Subject::Service)
    }),
    change!("endpoint condition removed" EndpointRulesChanged |m, _, n| {
        let mut place = n;
        let rules = m.endpoint_rules.as_mut().expect("rules");
        let Some(rule) = leaf(&mut rules.rules, &mut place) else { return Made::End };
        match rule.conditions.pop() {
            Some(_) => Made::Fact(Subject::Service),
            None => Made::Nothing,
        }
    }),
    change!("endpoint parameter removed" EndpointParameterRemoved EndpointParameterAdded |m, _, n| {
        let rules = m.endpoint_rules.as_mut().expect("rules");
        if n >= rules.parameters.len() {
            return Made::End;
        }
        Made::Fact(Subject::EndpointParameter(rules.parameters.remove(n).name))
    }),
    change!("endpoint parameter required" EndpointParameterChanged |m, _, n| of_parameter(m, n, |p| p.required = !p.required)),
    change!("endpoint parameter source" EndpointParameterChanged |m, _, n| of_parameter(m, n, |p| p.built_in = Some(NEW.into()))),
    change!("endpoint parameter default" EndpointParameterChanged |m, _, n| of_parameter(m, n, |p| p.kind = EndpointParameterKind::String(Some(NEW.into())))),
    change!("endpoint parameter text" DocumentationChanged |m, _, n| of_parameter(m, n, |p| p.documentation = Some(NEW.into()))),
];

fn of_operation(
    operation: &mut Operation,
    name: &str,
    place: usize,
    make: impl FnOnce(&mut Operation),
) -> Made {
    once(operation, place, Subject::Operation(name.to_owned()), make)
}

fn of_operation_if(
    operation: &mut Operation,
    name: &str,
    place: usize,
    make: impl FnOnce(&mut Operation) -> Option<()>,
) -> Made {
    once_if(operation, place, Subject::Operation(name.to_owned()), make)
}

fn error_of(operation: &str, error: &str) -> Subject {
    Subject::OperationError {
        operation: operation.to_owned(),
        error: error.to_owned(),
    }
}

fn waiter_of(operation: &str, waiter: &str) -> Subject {
    Subject::Waiter {
        operation: operation.to_owned(),
        waiter: waiter.to_owned(),
    }
}

fn waiter() -> Waiter {
    Waiter {
        documentation: None,
        min_delay: 1,
        max_delay: 120,
        acceptors: vec![Acceptor {
            state: AcceptorState::Success,
            matcher: Matcher::Success(true),
        }],
        overlay: None,
    }
}

fn of_waiter(
    operation: &mut Operation,
    name: &str,
    place: usize,
    make: impl FnOnce(&mut Waiter),
) -> Made {
    match operation.waiters.iter_mut().nth(place) {
        Some((waiter, facts)) => {
            make(facts);
            Made::Fact(waiter_of(name, waiter))
        }
        None => Made::End,
    }
}

pub(crate) const OF_OPERATIONS: &[Mutation<Operation>] = &[
    change!("http method" HttpMethodChanged |o, id, n| of_operation(o, id, n, |o| longer(&mut o.http.method))),
    change!("http path" HttpUriChanged |o, id, n| of_operation(o, id, n, |o| longer(&mut o.http.uri))),
    change!("http status" HttpStatusChanged |o, id, n| of_operation(o, id, n, |o| o.http.code += 1)),
    change!("input changed" InputChanged |o, id, n| of_operation(o, id, n, |o| o.input = Some(NEW.into()))),
    change!("input removed" InputChanged |o, id, n| of_operation_if(o, id, n, |o| o.input.take().map(drop))),
    change!("output changed" OutputChanged |o, id, n| of_operation(o, id, n, |o| o.output = Some(NEW.into()))),
    change!("output removed" OutputChanged |o, id, n| of_operation_if(o, id, n, |o| o.output.take().map(drop))),
    change!("error added" ErrorAdded ErrorRemoved |o, id, n| match n {
        0 => { o.errors.push(NEW.into()); Made::Fact(error_of(id, NEW)) }
        _ => Made::End,
    }),
    change!("error removed" ErrorRemoved ErrorAdded |o, id, n| {
        if n >= o.errors.len() {
            return Made::End;
        }
        Made::Fact(error_of(id, &o.errors.remove(n).0))
    }),
    change!("errors reordered" ErrorsReordered |o, id, n| of_operation_if(o, id, n, |o| (o.errors.len() > 1).then(|| o.errors.rotate_left(1)))),
    change!("idempotent" IdempotencyChanged |o, id, n| of_operation(o, id, n, |o| o.idempotent = !o.idempotent)),
    change!("readonly" ReadonlyChanged |o, id, n| of_operation(o, id, n, |o| o.readonly = !o.readonly)),
    change!("operation auth" AuthChanged |o, id, n| of_operation(o, id, n, |o| o.auth = Some(vec![AuthScheme::None]))),
    change!("unsigned payload" UnsignedPayloadChanged |o, id, n| of_operation(o, id, n, |o| o.unsigned_payload = !o.unsigned_payload)),
    change!("host prefix" HostPrefixChanged |o, id, n| of_operation(o, id, n, |o| o.host_prefix = Some("data.".into()))),
    change!("checksum required" ChecksumRequiredChanged |o, id, n| of_operation(o, id, n, |o| o.checksum_required = !o.checksum_required)),
    change!("compression" CompressionChanged |o, id, n| of_operation(o, id, n, |o| o.compression.push("gzip".into()))),
    change!("static parameter" ContextParameterChanged |o, id, n| of_operation(o, id, n, |o| drop(o.static_context_params.insert(NEW.into(), ContextValue::Boolean(true))))),
    change!("operation parameter" ContextParameterChanged |o, id, n| of_operation(o, id, n, |o| drop(o.operation_context_params.insert(NEW.into(), "A.B".into())))),
    change!("endpoint discovery" EndpointDiscoveryChanged |o, id, n| of_operation(o, id, n, |o| o.endpoint_discovery = Some(true))),
    change!("operation deprecated" DeprecationAdded DeprecationRemoved |o, id, n| of_operation_if(o, id, n, |o| {
        o.deprecated.is_none().then(|| o.deprecated = Some(Deprecated::default()))
    })),
    change!("operation text changed" DocumentationChanged |o, id, n| of_operation(o, id, n, |o| o.documentation = Some(NEW.into()))),
    change!("operation text removed" DocumentationChanged |o, id, n| of_operation_if(o, id, n, |o| o.documentation.take().map(drop))),
    change!("paginator removed" PaginatorRemoved PaginatorAdded |o, id, n| of_operation_if(o, id, n, |o| o.pagination.take().map(drop))),
    change!("paginator added" PaginatorAdded PaginatorRemoved |o, id, n| of_operation_if(o, id, n, |o| {
        o.pagination.is_none().then(|| o.pagination = Some(Pagination {
            input_token: NEW.into(), output_token: vec![NEW.into()], more_results: None, limit_key: None, result_key: None,
        }))
    })),
    change!("paginator token" PaginatorChanged |o, id, n| of_operation_if(o, id, n, |o| o.pagination.as_mut().map(|p| longer(&mut p.input_token)))),
    change!("paginator next token" PaginatorChanged |o, id, n| of_operation_if(o, id, n, |o| o.pagination.as_mut().map(|p| p.output_token.push(NEW.into())))),
    change!("paginator more" PaginatorChanged |o, id, n| of_operation_if(o, id, n, |o| o.pagination.as_mut().map(|p| p.more_results = Some(vec![NEW.into()])))),
    change!("paginator limit" PaginatorChanged |o, id, n| of_operation_if(o, id, n, |o| o.pagination.as_mut().map(|p| p.limit_key = Some(NEW.into())))),
    change!("paginator items" PaginatorChanged |o, id, n| of_operation_if(o, id, n, |o| o.pagination.as_mut().map(|p| p.result_key = Some(vec![NEW.into()])))),
    change!("waiter added" WaiterAdded WaiterRemoved |o, id, n| match n {
        0 => { o.waiters.insert(NEW.into(), waiter()); Made::Fact(waiter_of(id, NEW)) }
        _ => Made::End,
    }),
    change!("waiter delay" WaiterChanged |o, id, n| of_waiter(o, id, n, |w| w.min_delay += 1)),
    change!("waiter longest delay" WaiterChanged |o, id, n| of_waiter(o, id, n, |w| w.max_delay += 1)),
    change!("waiter acceptor" WaiterChanged |o, id, n| of_waiter(o, id, n, |w| drop(w.acceptors.pop()))),
    change!("waiter text" DocumentationChanged |o, id, n| of_waiter(o, id, n, |w| w.documentation = Some(NEW.into()))),
];

fn of_shape(shape: &mut Shape, id: &str, place: usize, make: impl FnOnce(&mut Shape)) -> Made {
    once(shape, place, Subject::Shape(id.to_owned()), make)
}

fn of_shape_if(
    shape: &mut Shape,
    id: &str,
    place: usize,
    make: impl FnOnce(&mut Shape) -> Option<()>,
) -> Made {
    once_if(shape, place, Subject::Shape(id.to_owned()), make)
}

fn least(traits: &mut Traits) {
    traits
        .length
        .get_or_insert(Bounds {
            min: None,
            max: None,
        })
        .min = Some(999_999);
}

fn most(traits: &mut Traits) {
    traits
        .length
        .get_or_insert(Bounds {
            min: None,
            max: None,
        })
        .max = Some(999_999);
}

fn range(traits: &mut Traits) -> &mut Bounds<Decimal> {
    traits.range.get_or_insert(Bounds {
        min: None,
        max: None,
    })
}

fn timestamp(traits: &mut Traits) {
    traits.timestamp_format = match traits.timestamp_format {
        Some(TimestampFormat::DateTime) => None,
        _ => Some(TimestampFormat::DateTime),
    };
}

fn deprecate(traits: &mut Traits) -> Option<()> {
    let is_new = traits.deprecated.is_none();
    is_new.then(|| traits.deprecated = Some(Deprecated::default()))
}

fn reword(traits: &mut Traits) -> Option<()> {
    let deprecated = traits.deprecated.as_mut();
    deprecated.map(|deprecated| deprecated.message = Some(NEW.into()))
}

fn values(shape: &mut Shape) -> Option<&mut Vec<EnumValue>> {
    match &mut shape.kind {
        ShapeKind::Enum(values) => Some(values),
        _ => None,
    }
}

fn of_value(shape: &mut Shape, id: &str, place: usize, make: impl FnOnce(&mut EnumValue)) -> Made {
    match values(shape).and_then(|values| values.get_mut(place)) {
        Some(value) => {
            let subject = value_of(id, &value.value);
            make(value);
            Made::Fact(subject)
        }
        None => Made::End,
    }
}

fn value_of(shape: &str, value: &str) -> Subject {
    Subject::Value {
        shape: shape.to_owned(),
        value: value.to_owned(),
    }
}

/// Adds a value that is spelled like the one at `place`.
fn twin(shape: &mut Shape, id: &str, place: usize, is_behind: bool) -> Made {
    let Some(values) = values(shape) else {
        return Made::End;
    };
    let Some(known) = values.get(place) else {
        return Made::End;
    };
    let value = EnumValue {
        value: format!("{}-", known.value),
        name: None,
        documentation: None,
    };
    let subject = value_of(id, &value.value);
    values.insert(if is_behind { values.len() } else { 0 }, value);
    Made::Fact(subject)
}

fn error(shape: &mut Shape) -> Option<&mut ErrorTrait> {
    match &mut shape.kind {
        ShapeKind::Structure(structure) => structure.error.as_mut(),
        _ => None,
    }
}

pub(crate) const OF_SHAPES: &[Mutation<Shape>] = &[
    change!("shape became a blob" ShapeTypeChanged |s, id, n| of_shape_if(s, id, n, |s| (s.kind != ShapeKind::Blob).then(|| s.kind = ShapeKind::Blob))),
    change!("shape became a list" ShapeTypeChanged |s, id, n| of_shape_if(s, id, n, |s| {
        (!matches!(s.kind, ShapeKind::List(_))).then(|| s.kind = ShapeKind::List(Member::new(NEW.into())))
    })),
    change!("minimum length" MinimumLengthChanged |s, id, n| of_shape(s, id, n, |s| least(&mut s.traits))),
    change!("minimum length removed" MinimumLengthChanged |s, id, n| of_shape_if(s, id, n, |s| s.traits.length.as_mut()?.min.take().map(drop))),
    change!("maximum length" MaximumLengthChanged |s, id, n| of_shape(s, id, n, |s| most(&mut s.traits))),
    change!("maximum length removed" MaximumLengthChanged |s, id, n| of_shape_if(s, id, n, |s| s.traits.length.as_mut()?.max.take().map(drop))),
    change!("minimum value" MinimumValueChanged |s, id, n| of_shape(s, id, n, |s| range(&mut s.traits).min = Some(Decimal("-7.5".into())))),
    change!("minimum value removed" MinimumValueChanged |s, id, n| of_shape_if(s, id, n, |s| s.traits.range.as_mut()?.min.take().map(drop))),
    change!("maximum value" MaximumValueChanged |s, id, n| of_shape(s, id, n, |s| range(&mut s.traits).max = Some(Decimal("7.5".into())))),
    change!("maximum value removed" MaximumValueChanged |s, id, n| of_shape_if(s, id, n, |s| s.traits.range.as_mut()?.max.take().map(drop))),
    change!("pattern" PatternChanged |s, id, n| of_shape(s, id, n, |s| s.traits.pattern = Some(NEW.into()))),
    change!("pattern removed" PatternChanged |s, id, n| of_shape_if(s, id, n, |s| s.traits.pattern.take().map(drop))),
    change!("unique items" UniqueItemsChanged |s, id, n| of_shape(s, id, n, |s| s.traits.unique_items = !s.traits.unique_items)),
    change!("sparse" SparseChanged |s, id, n| of_shape(s, id, n, |s| s.traits.sparse = !s.traits.sparse)),
    change!("sensitive" SensitiveChanged |s, id, n| of_shape(s, id, n, |s| s.traits.sensitive = !s.traits.sensitive)),
    change!("deprecated" DeprecationAdded DeprecationRemoved |s, id, n| of_shape_if(s, id, n, |s| deprecate(&mut s.traits))),
    change!("timestamp format" TimestampFormatChanged |s, id, n| of_shape(s, id, n, |s| timestamp(&mut s.traits))),
    change!("media type" MediaTypeChanged |s, id, n| of_shape(s, id, n, |s| s.traits.media_type = Some(NEW.into()))),
    change!("shape text changed" DocumentationChanged |s, id, n| of_shape(s, id, n, |s| s.documentation = Some(NEW.into()))),
    change!("shape text removed" DocumentationChanged |s, id, n| of_shape_if(s, id, n, |s| s.documentation.take().map(drop))),
    change!("value added" EnumValueAdded EnumValueRemoved |s, id, n| match (values(s), n) {
        (Some(values), 0) => {
            values.push(EnumValue { value: NEW.into(), name: None, documentation: None });
            Made::Fact(value_of(id, NEW))
        }
        _ => Made::End,
    }),
    change!("value removed" EnumValueRemoved EnumValueAdded |s, id, n| match values(s) {
        Some(values) if n < values.len() => Made::Fact(value_of(id, &values.remove(n).value)),
        _ => Made::End,
    }),
    change!("value spelled otherwise" EnumValueChanged |s, id, n| match values(s).map(|values| values.get_mut(n)) {
        Some(Some(value)) => {
            let was = std::mem::take(&mut value.value);
            value.value = format!("{was}-");
            Made::Renamed(value_of(id, &value.value), value_of(id, &was))
        }
        _ => Made::End,
    }),
    change!("twin added behind" EnumValueAdded EnumValueRemoved |s, id, n| twin(s, id, n, true)),
    change!("twin added before" EnumValueAdded EnumValueRemoved |s, id, n| twin(s, id, n, false)),
    change!("values reordered" EnumValuesReordered |s, id, n| of_shape_if(s, id, n, |s| {
        values(s).filter(|values| values.len() > 1).map(|values| values.rotate_left(1))
    })),
    change!("value named" EnumValueNameChanged |s, id, n| of_value(s, id, n, |v| v.name = Some(NEW.into()))),
    change!("value text" DocumentationChanged |s, id, n| of_value(s, id, n, |v| v.documentation = Some(NEW.into()))),
    change!("error trait removed" ErrorTraitRemoved ErrorTraitAdded |s, id, n| of_shape_if(s, id, n, |s| match &mut s.kind {
        ShapeKind::Structure(structure) => structure.error.take().map(drop),
        _ => None,
    })),
    change!("error fault" ErrorFaultChanged |s, id, n| of_shape_if(s, id, n, |s| error(s).map(|e| e.fault = match e.fault {
        Fault::Client => Fault::Server,
        Fault::Server => Fault::Client,
    }))),
    change!("error status" ErrorStatusChanged |s, id, n| of_shape_if(s, id, n, |s| error(s).map(|e| e.http_status = Some(599)))),
    change!("error code" ErrorCodeChanged |s, id, n| of_shape_if(s, id, n, |s| error(s).map(|e| e.code = Some(NEW.into())))),
    change!("retryable" RetryableChanged |s, id, n| of_shape_if(s, id, n, |s| error(s).map(|e| e.retryable = match e.retryable {
        None => Some(Retryable { throttling: true }),
        Some(_) => None,
    }))),
];

pub(crate) const OF_STRUCTURES: &[Mutation<Shape>] = &[
    change!("member added" MemberAdded MemberRemoved |s, id, n| match (&mut s.kind, n) {
        (ShapeKind::Structure(structure), 0) => {
            structure.members.push((NEW.into(), Member::new(ShapeId(NEW.into()))));
            Made::Fact(member_of(id, NEW))
        }
        _ => Made::End,
    }),
    change!("required member added" MemberAdded MemberRemoved |s, id, n| match (&mut s.kind, n) {
        (ShapeKind::Structure(structure), 0) => {
            let member = Member { required: true, ..Member::new(ShapeId(NEW.into())) };
            structure.members.insert(0, (NEW.into(), member));
            Made::Fact(member_of(id, NEW))
        }
        _ => Made::End,
    }),
    change!("member removed" MemberRemoved MemberAdded |s, id, n| match &mut s.kind {
        ShapeKind::Structure(structure) if n < structure.members.len() => {
            Made::Fact(member_of(id, &structure.members.remove(n).0))
        }
        _ => Made::End,
    }),
    change!("members reordered" MembersReordered |s, id, n| of_shape_if(s, id, n, |s| match &mut s.kind {
        ShapeKind::Structure(structure) if structure.members.len() > 1 => {
            structure.members.rotate_left(1);
            Some(())
        }
        _ => None,
    })),
];

fn member_of(shape: &str, member: &str) -> Subject {
    Subject::Member {
        shape: shape.to_owned(),
        member: member.to_owned(),
    }
}

fn of_member(shape: &mut Shape, id: &str, place: usize, make: impl FnOnce(&mut Member)) -> Made {
    of_member_if(shape, id, place, |member| {
        make(member);
        Some(())
    })
}

fn of_member_if(
    shape: &mut Shape,
    id: &str,
    place: usize,
    make: impl FnOnce(&mut Member) -> Option<()>,
) -> Made {
    match member(shape, place) {
        Some((name, member)) => match make(member) {
            Some(()) => Made::Fact(member_of(id, &name)),
            None => Made::Nothing,
        },
        None => Made::End,
    }
}

pub(crate) const OF_MEMBERS: &[Mutation<Shape>] = &[
    change!("target" MemberTargetChanged |s, id, n| of_member(s, id, n, |m| longer(&mut m.target.0))),
    change!("became required" RequiredAdded RequiredRemoved |s, id, n| of_member_if(s, id, n, |m| (!m.required).then(|| m.required = true))),
    change!("became optional" RequiredRemoved RequiredAdded |s, id, n| of_member_if(s, id, n, |m| m.required.then(|| m.required = false))),
    change!("client optional" ClientOptionalChanged |s, id, n| of_member(s, id, n, |m| m.client_optional = !m.client_optional)),
    change!("host label" HostLabelChanged |s, id, n| of_member(s, id, n, |m| m.host_label = !m.host_label)),
    change!("member parameter" ContextParameterChanged |s, id, n| of_member(s, id, n, |m| m.context_param = Some(NEW.into()))),
    change!("default" DefaultChanged |s, id, n| of_member(s, id, n, |m| m.default = Some(DefaultValue::Boolean(true)))),
    change!("idempotency token" IdempotencyTokenChanged |s, id, n| of_member(s, id, n, |m| m.idempotency_token = !m.idempotency_token)),
    change!("location" LocationChanged |s, id, n| of_member(s, id, n, |m| m.location = match m.location {
        Location::Header(_) => Location::Body,
        _ => Location::Header(NEW.into()),
    })),
    change!("payload" LocationChanged |s, id, n| of_member(s, id, n, |m| m.location = Location::Payload)),
    change!("wire name" WireNameChanged |s, id, n| of_member(s, id, n, |m| match &mut m.location {
        Location::Query(name) | Location::Header(name) => longer(name),
        _ => m.wire_name = Some(NEW.into()),
    })),
    change!("member sensitive" SensitiveChanged |s, id, n| of_member(s, id, n, |m| m.traits.sensitive = !m.traits.sensitive)),
    change!("member deprecated" DeprecationAdded DeprecationRemoved |s, id, n| of_member_if(s, id, n, |m| deprecate(&mut m.traits))),
    change!("member deprecation reworded" DeprecationChanged |s, id, n| of_member_if(s, id, n, |m| reword(&mut m.traits))),
    change!("member minimum length" MinimumLengthChanged |s, id, n| of_member(s, id, n, |m| least(&mut m.traits))),
    change!("member maximum value" MaximumValueChanged |s, id, n| of_member(s, id, n, |m| range(&mut m.traits).max = Some(Decimal("7.5".into())))),
    change!("member pattern" PatternChanged |s, id, n| of_member(s, id, n, |m| m.traits.pattern = Some(NEW.into()))),
    change!("member timestamp format" TimestampFormatChanged |s, id, n| of_member(s, id, n, |m| timestamp(&mut m.traits))),
    change!("member text changed" DocumentationChanged |s, id, n| of_member(s, id, n, |m| m.documentation = Some(NEW.into()))),
    change!("member text removed" DocumentationChanged |s, id, n| of_member_if(s, id, n, |m| m.documentation.take().map(drop))),
];
