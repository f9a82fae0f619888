import { z } from 'zod';

/** Who a person is in one study. An administrator holds the installation and no study by itself. */
export const roleSchema = z.enum(['coordinator', 'reader', 'statistician', 'monitor', 'truther']);
export type Role = z.infer<typeof roleSchema>;

/**
 * Every permission of the API. `public` needs no sign-in, `signed-in` any; the `study:` ones are held by role in the study that the path names,
 * the `read:` and `truth:` ones by the person to whom the read, or the case to be judged, belongs, `intake:send` by whoever presents a token that a coordinator made for
 * sending images.
 */
export const permissions = [
  'public',
  'signed-in',
  'intake:send',
  'installation:create-study',
  'installation:decode-payloads',
  'installation:manage-people',
  'installation:reidentify',
  'installation:manage-servers',
  'study:view',
  'study:plan',
  'study:manage-cases',
  'study:manage-truth',
  'study:manage-readers',
  'study:manage-members',
  'study:freeze',
  'study:amend',
  'study:lock',
  'study:unblind',
  'study:record-deviation',
  'study:view-record',
  'study:view-analysis',
  'study:export',
  'read:own',
  'truth:own',
] as const;
export type Permission = (typeof permissions)[number];

/** What each role may do in its study. Deny by default: what is not listed is refused. */
export const grants: Readonly<Record<Role, readonly Permission[]>> = {
  coordinator: [
    'study:view',
    'study:plan',
    'study:manage-cases',
    'study:manage-truth',
    'study:manage-readers',
    'study:manage-members',
    'study:freeze',
    'study:amend',
    'study:lock',
    'study:unblind',
    'study:record-deviation',
    'study:view-record',
    'study:view-analysis',
    'study:export',
  ],
  statistician: ['study:view', 'study:view-analysis', 'study:export'],
  monitor: ['study:view', 'study:view-record'],
  reader: ['read:own'],
  truther: ['study:view', 'study:manage-truth', 'truth:own'],
};
