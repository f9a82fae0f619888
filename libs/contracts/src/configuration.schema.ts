import { z } from 'zod';

const port = z.number().int().min(0).max(65535);

/** Whoever could change a provider's answers on the way would sign in as anybody. */
const isSafeIssuer = (address: string): boolean =>
  /^https:/i.test(address) || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i.test(address);

/**
 * `lectern.yaml`: how one installation runs. Every value has a default that suits one machine, and each can be overridden by an environment variable
 * named after its path (`http.port` by `LECTERN_HTTP_PORT`).
 */
export const configurationSchema = z
  .object({
    dataFolder: z.string().min(1).default('.lectern').meta({ description: 'Data, caches and logs' }),
    http: z
      .object({
        host: z.string().default('127.0.0.1'),
        port: port.default(0).meta({ description: '0: any free port' }),
        publicUrl: z
          .url()
          .optional()
          .meta({ description: 'Address as readers see it, where a proxy stands before the server' }),
      })
      .strict()
      .prefault({}),
    database: z
      .object({
        url: z
          .string()
          .optional()
          .meta({ description: 'Any PostgreSQL, as the owner of its tables; absent: an embedded one' }),
        applicationUrl: z.string().optional().meta({
          description: 'The same, as a role that owns nothing; absent: one is made. The application connects by it',
        }),
      })
      .strict()
      .prefault({}),
    temporal: z
      .object({
        address: z
          .string()
          .optional()
          .meta({ description: 'host:port of any Temporal cluster; absent: a local server' }),
        namespace: z.string().default('default'),
        apiKey: z.string().optional(),
        tls: z.boolean().default(false),
        payloadKeys: z.string().optional().meta({
          description:
            'Keys of payloads in histories, `id:base64` by comma, the current one first; absent: kept in the data folder',
        }),
        uiOrigin: z.string().optional().meta({
          description:
            "Origin of Temporal's web UI, whose pages may ask for decrypted payloads in an administrator's name",
        }),
      })
      .strict()
      .prefault({}),
    signIn: z
      .object({
        openid: z
          .object({
            issuer: z
              .url()
              .refine(isSafeIssuer, 'must be https (plain http for a provider on the same machine alone)')
              .meta({ description: 'Address of the provider, below which its discovery document lies' }),
            clientId: z.string().min(1),
            clientSecret: z.string().min(1).optional().meta({ description: 'Absent for a public client' }),
            name: z
              .string()
              .trim()
              .min(1)
              .max(60)
              .default('OpenID Connect')
              .meta({ description: 'What the button on the sign-in page calls the provider' }),
          })
          .strict()
          .optional(),
      })
      .strict()
      .prefault({})
      .meta({
        description:
          'An OpenID Connect provider, beside links and passwords: invited people come by their verified e-mail address',
      }),
    mail: z
      .object({
        url: z
          .string()
          .optional()
          .meta({ description: 'SMTP server, as smtps://user:password@host; absent: links to copy' }),
        from: z.string().default('lectern@localhost'),
      })
      .strict()
      .prefault({}),
    intake: z
      .object({
        dicomPort: port.optional().meta({
          description: 'Port of the DICOM node (C-STORE); absent: none runs. Its AE titles are opened by studies',
        }),
        dicomHost: z.string().default('127.0.0.1'),
        refusedOriginalsDays: z.number().min(0).max(3650).default(14).meta({
          description:
            'How long the files of a refused case are kept, encrypted, for whoever must find out what is wrong; 0: not at all (days)',
        }),
        uploadsKeptHours: z.number().min(1).max(8760).default(48).meta({
          description:
            'How long what is there of an upload in parts waits for the rest, before it is deleted; until then it goes on where it ended (hours)',
        }),
        frames: z.enum(['native', 'htj2k']).default('native').meta({
          description:
            'How frames of images are stored: as samples, or as lossless HTJ2K, decoded again before it is kept. Cases that are in stay as they are',
        }),
        quietSeconds: z.number().min(1).max(86_400).default(30).meta({
          description:
            'An examination that is sent image by image is complete when none has come for so long (seconds)',
        }),
      })
      .strict()
      .prefault({}),
    deidentification: z
      .object({
        dates: z
          .enum(['remove', 'shift'])
          .default('remove')
          .meta({ description: "shift: dates move by a number of days that is the patient's own" }),
        retainPatientCharacteristics: z
          .boolean()
          .default(false)
          .meta({ description: 'Sex, age, size and weight stay' }),
        cleanDescriptors: z
          .boolean()
          .default(false)
          .meta({ description: 'Of series, study and protocol names the words of a fixed vocabulary stay' }),
        retainSafePrivate: z
          .boolean()
          .default(false)
          .meta({ description: 'Numbers of private attributes that DICOM lists as safe stay' }),
      })
      .strict()
      .prefault({})
      .meta({ description: 'Options of DICOM PS3.15, Annex E; without any, the basic profile' }),
    objects: z
      .object({
        s3: z
          .object({
            endpoint: z.url().meta({ description: 'Address of any S3-compatible service, without the bucket' }),
            region: z.string().min(1).default('us-east-1'),
            bucket: z.string().min(1).meta({ description: 'It must exist' }),
            accessKeyId: z.string().min(1),
            secretAccessKey: z.string().min(1),
          })
          .strict()
          .optional(),
      })
      .strict()
      .prefault({})
      .meta({ description: 'Where images, results and bundles are kept; absent: a folder in the data folder' }),
    modelsFolder: z.string().default('models'),
  })
  .strict();
export type Configuration = z.infer<typeof configurationSchema>;
