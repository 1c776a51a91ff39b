/**
 * Marks a pod that was taken out of everything, and is kept for debugging: nobody is to be troubled about it.
 *
 * @public
 */
export const QUARANTINED_LABEL = 'groundcrew.io/quarantined';
