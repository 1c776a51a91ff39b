import { useSearchParams } from 'react-router-dom';

/** Over how many days things may be looked at. */
export const WINDOWS = [1, 7, 30, 90] as const;
const USUAL = 30;

/** Over how many days is looked, as the address of the page holds it. */
export function useDaysParam(): [number, (days: number) => void] {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('days'));
  const days = WINDOWS.find(one => one === asked) ?? USUAL;
  return [
    days,
    next => {
      const changed = new URLSearchParams(params);
      if (next === USUAL) {
        changed.delete('days');
      } else {
        changed.set('days', String(next));
      }
      // It is another look at the same page: the way back should not lead through all of them.
      setParams(changed, { replace: true });
    },
  ];
}
