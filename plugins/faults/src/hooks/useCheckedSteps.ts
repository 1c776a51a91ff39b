import { useState } from 'react';

/** Which steps somebody has ticked off. */
export interface CheckedSteps {
  isChecked(step: number): boolean;
  check(step: number, isChecked: boolean): void;
}

/**
 * Which steps of a list somebody has ticked off, kept for as long as this tab of the browser is open.
 *
 * @param key - tells lists apart
 */
export function useCheckedSteps(key: string): CheckedSteps {
  const storageKey = `groundcrew-faults.steps.${key}`;
  const [checked, setChecked] = useState(() => read(storageKey));
  return {
    isChecked: step => checked.includes(step),
    check(step, isChecked) {
      const next = checked.filter(each => each !== step);
      if (isChecked) {
        next.push(step);
      }
      setChecked(next);
      try {
        sessionStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // Without a place to keep it, it lasts as long as the page.
      }
    },
  };
}

function read(storageKey: string): number[] {
  try {
    const kept: unknown = JSON.parse(
      sessionStorage.getItem(storageKey) ?? '[]',
    );
    return Array.isArray(kept)
      ? kept.filter((step): step is number => Number.isInteger(step))
      : [];
  } catch {
    return [];
  }
}
