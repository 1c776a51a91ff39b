import { z } from 'zod/v3';

const fieldSchema = z.object({
  /** The name of the input. */
  name: z.string(),
  label: z.string(),
  /** What to know before filling it in. */
  description: z.string().optional(),
  required: z.boolean(),
});

/**
 * One input of an operation, as a form asks for it.
 *
 * @public
 */
export const inputFieldSchema = z.discriminatedUnion('type', [
  fieldSchema.extend({
    type: z.literal('integer'),
    minimum: z.number().int(),
    maximum: z.number().int(),
    default: z.number().int().optional(),
  }),
  fieldSchema.extend({
    type: z.literal('text'),
    maxLength: z.number().int(),
    default: z.string().optional(),
  }),
  fieldSchema.extend({
    type: z.literal('choice'),
    options: z.array(
      z.object({
        value: z.union([z.string(), z.number()]),
        label: z.string(),
        description: z.string().optional(),
      }),
    ),
    default: z.union([z.string(), z.number()]).optional(),
  }),
  fieldSchema.extend({
    type: z.literal('boolean'),
    default: z.boolean().optional(),
  }),
]);

/**
 * One input of an operation, as a form asks for it.
 *
 * @public
 */
export type InputField = z.infer<typeof inputFieldSchema>;
