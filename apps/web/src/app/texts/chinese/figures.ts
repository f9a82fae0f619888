import type { Texts } from '../english.js';

export const figures: Texts['figures'] = { methodAndData: '方法与数据' };
