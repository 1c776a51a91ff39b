import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { useOptionalRoute } from './useOptionalRoute';

const page = createRouteRef();
const thing = createRouteRef({ params: ['name'] });
const elsewhere = createRouteRef();
const unbound = createExternalRouteRef();

function Paths() {
  return (
    <>
      <output aria-label="page">{useOptionalRoute(page)?.()}</output>
      <output aria-label="thing">
        {useOptionalRoute(thing, '/things/cart')?.({ name: 'cart' })}
      </output>
      <output aria-label="elsewhere">{useOptionalRoute(elsewhere)?.()}</output>
      <output aria-label="unbound">{useOptionalRoute(unbound)?.()}</output>
    </>
  );
}

describe('useOptionalRoute', () => {
  it('finds what is there, and nothing in place of what is not', async () => {
    renderInTestApp(<Paths />, {
      mountedRoutes: { '/pages': page, '/things/:name': thing },
    });
    expect(await screen.findByLabelText('page')).toHaveTextContent('/pages');
    expect(screen.getByLabelText('thing')).toHaveTextContent('/things/cart');
    expect(screen.getByLabelText('elsewhere')).toBeEmptyDOMElement();
    expect(screen.getByLabelText('unbound')).toBeEmptyDOMElement();
  });
});
