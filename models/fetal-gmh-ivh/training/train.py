"""
Trains the network on normal brains with pseudo-haemorrhages. Fixed seeds, one thread; resumes from its last checkpoint.

    python3 train.py --data DIR [--atlas DIR] --out DIR [--steps N]
"""
import argparse
import json
import pathlib
import time

import torch

import data
from network import UNet
from samples import Sampler

SEED = 20260509
BATCH = 8
RATE = 3e-3
EVERY = 100


def loss_of(logits, target):
    """Cross-entropy, and one minus Dice over the batch: the one for every pixel, the other for the few that bleed."""
    probability = torch.sigmoid(logits)
    overlap = 2 * (probability * target).sum() + 1
    dice = 1 - overlap / (probability.sum() + target.sum() + 1)
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, target) + 0.5 * dice


def train(options):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    phantoms = data.phantom_slices(options.data)
    real = data.atlas_slices(options.atlas, variants=12, seed=SEED) if options.atlas else []
    print(f"{len(phantoms)} phantom slices, {len(real)} slices of real anatomy", flush=True)
    sampler = Sampler(phantoms, real, SEED)
    network = UNet().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=options.steps, pct_start=0.1)
    parts = {"network": network, "optimiser": optimiser, "schedule": schedule}
    first, spent = resume(out / "checkpoint.pt", parts)
    started, total = time.time(), 0.0
    for step in range(first, options.steps):
        images, masks = (torch.from_numpy(a).contiguous(memory_format=torch.channels_last) for a in sampler.batch(step, BATCH))
        network.train()
        loss = loss_of(network(images), masks)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += float(loss)
        if (step + 1) % EVERY == 0 or step + 1 == options.steps:
            seconds = spent + time.time() - started
            print(f"step {step + 1} loss {total / ((step % EVERY) + 1):.4f} {seconds:.0f} s", flush=True)
            save(out / "checkpoint.pt", parts, step + 1, seconds)
            total = 0.0
    facts = {"seed": SEED, "steps": options.steps, "batch": BATCH, "seconds": round(spent + time.time() - started), "phantomSlices": len(phantoms), "atlasSlices": len(real), "parameters": sum(p.numel() for p in network.parameters())}
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
    parser.add_argument("--steps", type=int, default=5000)
    train(parser.parse_args())
