"""A compact 2D U-Net (Ronneberger et al. 2015): four halvings, batch normalisation, logits out."""
import torch
from torch import nn

# Channels of each level. The first is narrow because it costs as much as all the others together; the last are what sees the whole head.
WIDTHS = (8, 24, 48, 96, 128)

# What the network is taught to see: blood, the ventricles under it, and the brain. Only the product of the first and the last is shipped.
LESION, VENTRICLES, BRAIN = range(3)


def block(inputs, outputs):
    layers = []
    for n in (inputs, outputs):
        layers += [nn.Conv2d(n, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class UNet(nn.Module):
    def __init__(self, widths=WIDTHS, outputs=3):
        super().__init__()
        self.down = nn.ModuleList([block(a, b) for a, b in zip((1,) + widths[:-1], widths)])
        self.up = nn.ModuleList([nn.ConvTranspose2d(b, a, 2, stride=2) for a, b in zip(widths[:-1], widths[1:])])
        self.join = nn.ModuleList([block(2 * a, a) for a in widths[:-1]])
        self.out = nn.Conv2d(widths[0], outputs, 1)

    def forward(self, x):
        skips = []
        for level, down in enumerate(self.down):
            x = down(x if level == 0 else nn.functional.max_pool2d(x, 2))
            skips.append(x)
        for level in range(len(self.up) - 1, -1, -1):
            x = self.join[level](torch.cat([skips[level], self.up[level](x)], 1))
        return self.out(x)


class Probability(nn.Module):
    """What is shipped: the probability of blood, inside what the network takes for brain."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        logits = torch.sigmoid(self.network(image))
        return logits[:, LESION : LESION + 1] * logits[:, BRAIN : BRAIN + 1]
