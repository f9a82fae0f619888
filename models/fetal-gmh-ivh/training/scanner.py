"""Domain randomisation: a normal slice as some scanner, sequence and coil might have shown it. Nothing here is taken from a hospital that the model is tested on."""
import numpy as np
from scipy import ndimage

from preprocess import CLIP

REGIONS = 7


def contrast(rng, image, region):
    """Other relaxation: each kind of tissue a little brighter or darker, joined softly."""
    gains = np.exp(rng.normal(0, 0.1, REGIONS)).astype(np.float32)
    image *= ndimage.gaussian_filter(gains[region], 0.8)


class Scanner:
    """One draw of a scanner's properties, so that a whole stack can be taken with it."""

    def __init__(self, rng):
        self.gamma = np.exp(rng.uniform(np.log(0.62), np.log(1.6)))
        self.gain = np.exp(np.clip(rng.normal(0, 0.28), -0.7, 0.7))
        self.slope = rng.normal(0, 0.2, 2)
        self.bow = rng.uniform(-0.15, 0.45, 2)
        self.blur = rng.uniform(0, 0.9, 2) if rng.random() < 0.5 else np.zeros(2)
        self.ringing = rng.uniform(0.1, 0.6) if rng.random() < 0.35 else 0.0
        self.axis = int(rng.integers(2))
        self.noise = rng.uniform(0, 0.1) * (1 if rng.random() < 0.7 else 0.2)
        self.grain = rng.uniform(0.4, 0.7) if rng.random() < 0.4 else 0.0

    def take(self, rng, image):
        image = np.clip(image, 0, 3) ** self.gamma * self.gain
        y, x = np.linspace(-1, 1, image.shape[0])[:, None], np.linspace(-1, 1, image.shape[1])[None]
        image = image * np.exp(self.slope[0] * y + self.bow[0] * (y * y - 0.3) + self.slope[1] * x + self.bow[1] * (x * x - 0.3))
        if self.blur.any():
            image = ndimage.gaussian_filter(image, self.blur)
        if self.ringing:
            image = ndimage.convolve1d(image, sinc_kernel(self.ringing), axis=self.axis)
        noise = self.noise * rng.standard_normal((2, *image.shape))
        if self.grain:
            noise = ndimage.gaussian_filter(noise, (0, self.grain, self.grain)) * (2.2 * self.grain + 0.6)
        return np.clip(np.hypot(image + noise[0], noise[1]), 0, CLIP).astype(np.float32)


def sinc_kernel(strength):
    """A truncated matrix: the image mixed with its convolution by a windowed sinc."""
    x = np.arange(-6, 7)
    sinc = np.sinc(x / 1.4) * np.hamming(13)
    kernel = strength * sinc / sinc.sum()
    kernel[6] += 1 - strength
    return kernel
