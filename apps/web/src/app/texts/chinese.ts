import { english, type Texts } from './english.js';

export const chinese: Texts = english;
