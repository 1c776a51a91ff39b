import { useLocation } from 'react-router-dom';

/**
 * The address that the page is at, for assertions: its test id is `address`.
 *
 * @public
 */
export function CurrentAddress() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}
