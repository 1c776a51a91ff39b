import { screen, within } from '@testing-library/react';
import { deploymentsView } from '../../__fixtures__';
import { renderDeployments } from '../../__testUtils__';
import { DeploymentsCard } from './DeploymentsCard';

describe('DeploymentsCard', () => {
  it('says what runs where and leads into the tab', async () => {
    renderDeployments(<DeploymentsCard />, {
      deployments: { getDeployments: async () => deploymentsView() },
    });
    const row = await screen.findByRole('row', { name: /^staging/ });
    expect(row).toHaveTextContent('stagingProgressing1.9.05 / 5');
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/deployments/staging-1/shop/Deployment/checkout',
    );
    expect(
      screen.getByRole('link', { name: 'Open Deployments' }),
    ).toHaveAttribute('href', '/deployments');
    expect(screen.getByText(/^1 pod not ready in dev/)).toBeInTheDocument();
  });

  it('says that nothing is linked', async () => {
    renderDeployments(<DeploymentsCard />, {
      deployments: {
        getDeployments: async () =>
          deploymentsView({ link: { type: 'none' }, places: [] }),
      },
    });
    expect(
      await screen.findByText(/^Nothing that runs is linked/),
    ).toBeInTheDocument();
  });

  it('says what is wrong with the selector', async () => {
    renderDeployments(<DeploymentsCard />, {
      deployments: {
        getDeployments: async () =>
          deploymentsView({
            link: { type: 'selector', selector: 'a(', problem: 'no )' },
            places: [],
          }),
      },
    });
    expect(await screen.findByText('no )')).toBeInTheDocument();
    expect(
      screen.queryByText(/^Nothing that runs is linked/),
    ).not.toBeInTheDocument();
  });

  it('says what failed', async () => {
    renderDeployments(<DeploymentsCard />, {
      deployments: {
        getDeployments: async () => {
          throw new Error('down');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('down');
  });
});
