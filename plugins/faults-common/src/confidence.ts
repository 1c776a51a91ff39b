/**
 * From this confidence on a finding is decisive: it explains what depends on its object.
 *
 * @public
 */
export const DECISIVE_CONFIDENCE = 0.85;

/**
 * From this confidence on a finding is likely enough to be called a cause.
 *
 * @public
 */
export const LIKELY_CONFIDENCE = 0.6;
