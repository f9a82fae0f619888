"""
Trains the network on normal brains with pseudo-haemorrhages, or one of its comparators (README.md, "Comparators"). Fixed seeds, one thread; resumes from its last
checkpoint. The rate falls slowly and the shipped weights are a running mean, so that a run may be ended at any step.

    python3 train.py --data DIR [--atlas DIR] --out DIR [--steps N] [--variant pseudo|shuffled|none]
"""
import argparse
import json
import pathlib
import time

import torch

import data
import pseudo
from network import LESION, UNet
from samples import Sampler

SEED = 20260509
BATCH = 8
RATE, WARM, FALL = 3e-3, 200, 1500
EVERY = 100
KEEP = 0.998

# Steps after which the running mean is kept aside: the budget of the comparators.
SNAPSHOT = 800


def nothing(rng, image, region, fields):
    """The ablation without pseudo-lesions: the network never sees a target."""
    return region > 255


VARIANTS = {"pseudo": pseudo.bleed, "shuffled": pseudo.shuffled, "none": nothing}


def rate_at(step):
    return min(1, (step + 1) / WARM) / (1 + step / FALL)


def loss_of(logits, target):
    """Of the lesion: cross-entropy, and one minus Dice over the batch (the one for every pixel, the other for the few that bleed). Of ventricles and brain: cross-entropy, lightly."""
    entropy = torch.nn.functional.binary_cross_entropy_with_logits
    probability, lesion = torch.sigmoid(logits[:, LESION]), target[:, LESION]
    dice = 1 - (2 * (probability * lesion).sum() + 1) / (probability.sum() + lesion.sum() + 1)
    return entropy(logits[:, LESION], lesion) + 0.5 * dice + 0.2 * entropy(logits[:, LESION + 1 :], target[:, LESION + 1 :])


class RunningMean:
    """Exponential mean of weights and buffers, shorter while the run is young."""

    def __init__(self, network):
        self.values = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network, step):
        keep = min(KEEP, (1 + step) / (20 + step))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.values[name].mul_(keep).add_(value, alpha=1 - keep)

    def state_dict(self):
        return self.values

    def load_state_dict(self, values):
        self.values = values


def prepare_run(make=UNet):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    network = make().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate_at)
    return network, {"network": network, "optimiser": optimiser, "schedule": schedule, "mean": RunningMean(network)}


def fit(network, parts, batch_at, steps, out, loss=loss_of, log=print):
    """Runs to `steps` from wherever `out` has a checkpoint; returns the seconds spent in all."""
    first, spent = resume(out / "checkpoint.pt", parts)
    started, total = time.time(), 0.0
    for step in range(first, steps):
        images, targets = (torch.from_numpy(a).contiguous(memory_format=torch.channels_last) for a in batch_at(step))
        network.train()
        value = loss(network(images), targets)
        parts["optimiser"].zero_grad()
        value.backward()
        parts["optimiser"].step()
        parts["schedule"].step()
        parts["mean"].update(network, step)
        total += float(value)
        if step + 1 == SNAPSHOT:
            torch.save(parts["mean"].state_dict(), out / "snapshot.pt")
        if (step + 1) % EVERY == 0 or step + 1 == steps:
            log(f"step {step + 1} loss {total / ((step % EVERY) + 1):.4f} {spent + time.time() - started:.0f} s", flush=True)
            save(out / "checkpoint.pt", parts, step + 1, spent + time.time() - started)
            total = 0.0
    return spent + time.time() - started


def train(options):
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    phantoms = data.phantom_slices(options.data)
    real = data.atlas_slices(options.atlas, variants=18, seed=SEED) if options.atlas else []
    print(f"{len(phantoms)} phantom slices, {len(real)} slices of real anatomy", flush=True)
    sampler = Sampler(phantoms, real, SEED, VARIANTS[options.variant])
    network, parts = prepare_run()
    seconds = fit(network, parts, lambda step: sampler.batch(step, BATCH), options.steps, out)
    facts = {"variant": options.variant, "seed": SEED, "steps": options.steps, "batch": BATCH, "seconds": round(seconds), "phantomSlices": len(phantoms), "atlasSlices": len(real), "parameters": sum(p.numel() for p in network.parameters())}
    (out / "training.json").write_text(json.dumps(facts, indent=2) + "\n")


def save(path, parts, step, seconds):
    torch.save({"step": step, "seconds": seconds, **{name: part.state_dict() for name, part in parts.items()}}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def resume(path, parts):
    if not path.exists():
        return 0, 0.0
    kept = torch.load(path)
    for name, part in parts.items():
        part.load_state_dict(kept[name])
    print(f"resumed at step {kept['step']}", flush=True)
    return kept["step"], kept["seconds"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--atlas")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--variant", choices=VARIANTS, default="pseudo")
    train(parser.parse_args())
