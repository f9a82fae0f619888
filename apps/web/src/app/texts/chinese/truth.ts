import type { Texts } from '../english.js';
import type { Partly } from '../overlay.js';

/** How the reference standard comes about. */
export const truthWords: Partly<Texts> = {
  truthing: {
    outlines: {
      title: '病灶轮廓',
      hint: '病例图像上的 DICOM 分割（SEG）或测量报告（SR）。每个分割段或测量组为一个病灶；不同序列中相同的跟踪标识（Tracking ID）为同一病灶。仅保存轮廓，不保存文件。',
      choose: '选择 SEG 或 SR 文件 …',
      done: (lesions, cases) => `已在 ${cases} 例中勾画 ${lesions} 个病灶。`,
    },
  },
};
