"""Calls every operation of a service with botocore, once with a valid request and once with an invalid one.

Arguments: the address of the fake, the service, the protocol, the code of a refusal. Standard input: a JSON object of
the operations' parameters, by name; blobs are base64, timestamps seconds since 1970.
Standard output: a line for each call that did not end as it has to; nothing otherwise. Ends with the number of calls.
"""

import base64
import json
import sys

import botocore.exceptions
import botocore.session
from botocore.config import Config


def converted(shape, value):
    """The value as botocore takes it."""
    if shape.type_name == "structure":
        return {name: converted(shape.members[name], item) for name, item in value.items()}
    if shape.type_name == "list":
        return [converted(shape.member, item) for item in value]
    if shape.type_name == "map":
        return {key: converted(shape.value, item) for key, item in value.items()}
    if shape.type_name == "blob":
        return base64.b64decode(value)
    return value


def client(endpoint, service, protocol, **settings):
    session = botocore.session.Session()
    loader = session.get_component("data_loader")
    load = loader.load_service_model

    def load_with_protocol(name, kind, *args, **kwargs):
        model = load(name, kind, *args, **kwargs)
        if kind == "service-2" and name == service:
            model = dict(model, metadata=dict(model["metadata"], protocol=protocol, protocols=[protocol]))
        return model

    loader.load_service_model = load_with_protocol
    config = Config(retries={"total_max_attempts": 1}, read_timeout=60, **settings)
    return session.create_client(
        service,
        region_name="us-west-2",
        endpoint_url=endpoint,
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
        config=config,
    )


def main():
    endpoint, service, protocol, refusal = sys.argv[1:]
    inputs = json.load(sys.stdin)
    # botocore validates what it is given: an opinion of its own on the inputs.
    valid = client(endpoint, service, protocol)
    lax = client(endpoint, service, protocol, parameter_validation=False)
    methods = {operation: method for method, operation in valid.meta.method_to_api_mapping.items()}
    wrong = sorted(set(methods) ^ set(inputs))
    calls = 0
    for operation, params in inputs.items():
        model = valid.meta.service_model.operation_model(operation)
        assert model.service_model.resolved_protocol == protocol, protocol
        params = converted(model.input_shape, params) if model.input_shape else {}
        calls += 1
        try:
            answer = getattr(valid, methods[operation])(**params)
            if answer["ResponseMetadata"]["HTTPStatusCode"] >= 300:
                wrong.append(f"{operation}: {answer['ResponseMetadata']}")
        except Exception as error:
            wrong.append(f"{operation}: {error!r}")
        calls += 1
        try:
            invalid(lax, methods[operation], model, params)
            wrong.append(f"{operation}: the invalid request was not refused")
        except botocore.exceptions.ClientError as error:
            modelled = getattr(lax.exceptions, refusal)
            if not isinstance(error, modelled) or not error.response["Error"]["Message"]:
                wrong.append(f"{operation}: {error!r} is no {refusal}")
        except Exception as error:
            wrong.append(f"{operation}: {error!r}")
    for line in wrong:
        print(line)
    print(calls)


def invalid(lax, method, model, params):
    """Calls an operation without one of its required members, or with a body that cannot be read."""
    shape = model.input_shape
    members = shape.members if shape else {}
    required = [
        name
        for name in (shape.required_members if shape else [])
        if members[name].serialization.get("location") is None and not members[name].metadata.get("idempotencyToken")
    ]
    if required:
        params = {name: value for name, value in params.items() if name != required[0]}
        return getattr(lax, method)(**params)
    for name, member in members.items():
        location = member.serialization.get("location")
        longest = member.metadata.get("max")
        if member.type_name == "string" and longest and location in ("uri", "querystring"):
            return getattr(lax, method)(**dict(params, **{name: "x" * (longest + 1)}))
        if member.type_name == "integer" and longest and location == "querystring":
            return getattr(lax, method)(**dict(params, **{name: longest + 1}))
    event = f"before-call.{lax.meta.service_model.service_id.hyphenize()}.{model.name}"
    lax.meta.events.register(event, break_body)
    return getattr(lax, method)(**params)


def break_body(params, **_):
    params["body"] = b"\xff\x00 no body of any protocol"


if __name__ == "__main__":
    main()
