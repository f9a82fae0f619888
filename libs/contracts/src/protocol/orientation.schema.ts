import { z } from 'zod';

export const orientationSchema = z.enum(['axial', 'coronal', 'sagittal']);
export type Orientation = z.infer<typeof orientationSchema>;
