"""Records for 100,000 random inputs whether botocore sends them.

    pip install botocore==1.44.5
    python random_inputs.py MODELS > random_inputs.txt

MODELS is this repository's `models` folder. The inputs are made by rules of whole numbers, which
`tests/tests/validation/random.rs` follows as well, so that they need not be kept: each line is a block of 1,000, as the
FNV-1a hash of the inputs, which says that both made the same, and 250 digits, a bit an input: whether it is sent.
"""

import base64
import json
import sys
from pathlib import Path

from botocore.model import ServiceModel
from botocore.validate import ParamValidator

BLOCKS = 100
BLOCK = 1000
SERVICES = ["gamelift/2015-10-01", "gameliftstreams/2018-05-10"]
TOKEN = "00000000-0000-4000-8000-000000000000"
LETTERS = ["a", "Z", "7", "-", "\u00e9", "\u4e16", "\U0001f3ae"]
MASK = (1 << 64) - 1


class Dice:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, most):
        return self.next() % most

    def chance(self, percent):
        return self.below(100) < percent


class Inputs:
    """Random inputs of the right types, of which about a third are wrong: something that is required is
    missing, or something is too short or too small."""

    def __init__(self, shapes, dice):
        self.shapes = shapes
        self.dice = dice

    def value(self, name, depth):
        shape = self.shapes[name]
        return getattr(self, shape["type"])(shape, depth)

    def structure(self, shape, depth):
        required = shape.get("required", [])
        value = {}
        for name in sorted(shape["members"]):
            if self.dice.chance(92 if name in required else 30 // (depth + 1)):
                value[name] = self.value(shape["members"][name]["shape"], depth + 1)
        return value

    def count(self, shape, most):
        least = shape.get("min", 0)
        if self.dice.chance(8):
            return self.dice.below(max(least, 1))
        return least + self.dice.below(max(most - least, 0) + 1)

    def list(self, shape, depth):
        return [self.value(shape["member"]["shape"], depth + 1) for _ in range(self.count(shape, 2))]

    def map(self, shape, depth):
        value = {}
        for _ in range(self.count(shape, 2)):
            key = self.value(shape["key"]["shape"], depth + 1)
            value[key] = self.value(shape["value"]["shape"], depth + 1)
        return value

    def string(self, shape, depth):
        if "enum" in shape and self.dice.chance(90):
            return shape["enum"][self.dice.below(len(shape["enum"]))]
        return "".join(LETTERS[self.dice.below(len(LETTERS))] for _ in range(self.count(shape, 6)))

    def integer(self, shape, depth):
        least = int(shape.get("min", 0))
        if self.dice.chance(8):
            return least - 1 - self.dice.below(3)
        return least + self.dice.below(4)

    long = integer

    def double(self, shape, depth):
        return self.integer(shape, depth) + self.dice.below(2) / 2

    float = double

    def boolean(self, shape, depth):
        return self.dice.below(2) == 1

    def timestamp(self, shape, depth):
        return self.dice.below(2_000_000_000)

    def blob(self, shape, depth):
        return base64.b64encode(bytes(self.count(shape, 4))).decode()


def fnv(text, hash):
    for byte in text.encode():
        hash = ((hash ^ byte) * 0x100000001B3) & MASK
    return hash


def is_sent(params, shape):
    # botocore fills in an absent idempotency token before it validates.
    filled = dict(params)
    for name, member in shape.members.items():
        if member.metadata.get("idempotencyToken"):
            filled.setdefault(name, TOKEN)
    return not ParamValidator().validate(filled, shape).has_errors()


def main(models):
    dice = Dice(20261201)
    services = []
    for folder in SERVICES:
        model = json.loads((Path(models) / folder / "service-2.json").read_text())
        names = sorted(name for name, operation in model["operations"].items() if "input" in operation)
        services.append((model, ServiceModel(model), names))
    for _ in range(BLOCKS):
        hash, bits = 0xCBF29CE484222325, 0
        for _ in range(BLOCK):
            model, service, names = services[dice.below(2)]
            name = names[dice.below(len(names))]
            shape = model["operations"][name]["input"]["shape"]
            params = Inputs(model["shapes"], dice).value(shape, 0)
            text = json.dumps(params, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            hash = fnv(name + text, hash)
            bits = bits << 1 | is_sent(params, service.operation_model(name).input_shape)
        print(f"{hash:016x} {bits:0250x}")


if __name__ == "__main__":
    main(sys.argv[1])
