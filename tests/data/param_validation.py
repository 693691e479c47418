"""Records what botocore's ParamValidator says of random broken inputs.

    pip install botocore==1.44.5
    python record.py MODELS > param_validation.jsonl

MODELS is this repository's `models` folder. The seed is fixed, so that the same botocore gives the same bytes.
"""

import base64
import json
import random
import sys
from pathlib import Path

from botocore.model import ServiceModel
from botocore.validate import ParamValidator, type_check

CASES = 2000
SERVICES = ["gamelift/2015-10-01", "gameliftstreams/2018-05-10"]
TOKEN = "00000000-0000-4000-8000-000000000000"
LETTERS = ["a", "Z", "7", "-", "\u00e9", "\u4e16", "\U0001f3ae"]
KINDS = {
    "missing required field": "missing",
    "invalid length": "length",
    "invalid range": "range",
}


class Recorder(ParamValidator):
    """The validator with paths that cannot be mistaken: a map's key is quoted, and told from its value."""

    @type_check(valid_types=(dict,))
    def _validate_map(self, param, shape, errors, name):
        for key, value in param.items():
            quoted = f"{name}[{json.dumps(key, ensure_ascii=False)}]"
            self._validate(key, shape.key, errors, f"{quoted} key")
            self._validate(value, shape.value, errors, quoted)


class Inputs:
    """Random inputs: right types, wrong in what they leave out and in how short or small they are."""

    def __init__(self, dice):
        self.dice = dice

    def value(self, shape, depth=0):
        return getattr(self, shape.type_name)(shape, depth)

    def count(self, shape, most):
        """A length around the least one, which is where mistakes are made."""
        least = shape.metadata.get("min", 0)
        if self.dice.random() < 0.12:
            return self.dice.randint(0, max(least - 1, 0))
        return self.dice.randint(least, max(least, most))

    def structure(self, shape, depth):
        required = shape.metadata.get("required", [])
        value = {}
        for name, member in shape.members.items():
            likely = 0.9 if name in required else 0.25 / (depth + 1)
            if self.dice.random() < likely:
                value[name] = self.value(member, depth + 1)
        return value

    def list(self, shape, depth):
        return [self.value(shape.member, depth + 1) for _ in range(self.count(shape, 2))]

    def map(self, shape, depth):
        entries = range(self.count(shape, 2))
        return {self.value(shape.key, depth + 1): self.value(shape.value, depth + 1) for _ in entries}

    def string(self, shape, depth):
        if shape.enum and self.dice.random() < 0.9:
            return self.dice.choice(shape.enum)
        return "".join(self.dice.choice(LETTERS) for _ in range(self.count(shape, 6)))

    def integer(self, shape, depth):
        least = shape.metadata.get("min", 0)
        if self.dice.random() < 0.15:
            return least - self.dice.randint(1, 3)
        return least + self.dice.randint(0, 3)

    long = integer

    def double(self, shape, depth):
        least = shape.metadata.get("min", 0)
        return least + self.dice.choice([-1.0, -0.0625, 0.0, 0.0625, 0.5])

    float = double

    def boolean(self, shape, depth):
        return self.dice.random() < 0.5

    def timestamp(self, shape, depth):
        return self.dice.randint(0, 2_000_000_000)

    def blob(self, shape, depth):
        return base64.b64encode(bytes(self.count(shape, 4))).decode()


def errors_of(params, shape):
    """The errors in an order that does not depend on the order of the parameters."""
    # botocore fills in an absent idempotency token before it validates.
    filled = dict(params)
    for name, member in shape.members.items():
        if member.metadata.get("idempotencyToken"):
            filled.setdefault(name, TOKEN)
    errors = []
    for reason, path, more in Recorder().validate(filled, shape)._errors:
        path = f"{path}.{more['required_name']}" if reason == "missing required field" else path
        errors.append({"path": path.removeprefix("."), "kind": KINDS[reason]})
    return sorted(errors, key=lambda error: (error["path"], error["kind"]))


def main(models):
    dice = random.Random(20261121)
    services = []
    for folder in SERVICES:
        model = json.loads((Path(models) / folder / "service-2.json").read_text())
        service = ServiceModel(model)
        names = [name for name in service.operation_names if service.operation_model(name).input_shape]
        services.append((folder.split("/")[0], service, sorted(names)))
    inputs = Inputs(dice)
    broken = 0
    while broken < CASES:
        service, model, names = services[broken % 2]
        operation = dice.choice(names)
        shape = model.operation_model(operation).input_shape
        params = inputs.value(shape)
        errors = errors_of(params, shape)
        if not errors:
            continue
        broken += 1
        case = {"service": service, "operation": operation, "params": params, "errors": errors}
        print(json.dumps(case, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(sys.argv[1])
