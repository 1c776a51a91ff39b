import type { SymptomView } from '@groundcrew/plugin-faults-common';
import type { Symptom } from '../causes';

/** A symptom as it is kept and shown: of what explains it the object alone. */
export function symptomViewOf({
  by,
  finding,
  message,
  relation,
}: Symptom): SymptomView {
  return { finding, message, by: by.object, relation };
}
