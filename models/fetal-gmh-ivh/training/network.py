"""A compact 2D U-Net (Ronneberger et al. 2015): three halvings, batch normalisation, logits out."""
import torch
from torch import nn


def block(inputs, outputs):
    layers = []
    for n in (inputs, outputs):
        layers += [nn.Conv2d(n, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class UNet(nn.Module):
    def __init__(self, width=12):
        super().__init__()
        widths = [width, 2 * width, 4 * width, 8 * width]
        self.down = nn.ModuleList([block(a, b) for a, b in zip([1] + widths[:-1], widths)])
        self.up = nn.ModuleList([nn.ConvTranspose2d(b, a, 2, stride=2) for a, b in zip(widths[:-1], widths[1:])])
        self.join = nn.ModuleList([block(2 * a, a) for a in widths[:-1]])
        self.out = nn.Conv2d(width, 1, 1)

    def forward(self, x):
        skips = []
        for level, down in enumerate(self.down):
            x = down(x if level == 0 else nn.functional.max_pool2d(x, 2))
            skips.append(x)
        for level in (2, 1, 0):
            x = self.join[level](torch.cat([skips[level], self.up[level](x)], 1))
        return self.out(x)


class Probability(nn.Module):
    """What is shipped: the network with its sigmoid."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return torch.sigmoid(self.network(image))
