import { useResolvedPath } from 'react-router-dom';

/** The path of the fleet page, wherever it is mounted, without a slash at its end. */
export function useRootPath(): string {
  const { pathname } = useResolvedPath('');
  return pathname.replace(/\/$/, '');
}
