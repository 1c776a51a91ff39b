import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  deploymentsView,
  place,
  workload,
  workloadDetail,
} from '../../__fixtures__';
import { renderDeployments } from '../../__testUtils__';
import { DeploymentsContent } from './DeploymentsContent';

function render(...answers: (DeploymentsView | Error)[]) {
  const getDeployments = async () => {
    // The last answer stays.
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) {
      throw answer;
    }
    return answer as DeploymentsView;
  };
  return renderDeployments(<DeploymentsContent />, {
    deployments: { getDeployments, getWorkload: async () => workloadDetail() },
  });
}

describe('DeploymentsContent', () => {
  it('says in one sentence what runs where', async () => {
    render(deploymentsView());
    expect(
      await screen.findByText(
        '1 pod not ready in dev: CrashLoopBackOff, prod (prod-us) unreachable for 2 min, 1.9.0 rolling out in staging (40 %), running 1.8.2 in prod (prod-eu)',
      ),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'all is well',
      [place('dev', 'dev-1'), place('staging', 's'), place('prod', 'p')],
      'Running 1.8.2 in dev, staging and prod',
    ],
    [
      'several pods are not ready',
      [
        place(
          'prod',
          'p',
          workload('p', { status: 'degraded', notReadyPods: 2 }),
        ),
      ],
      '2 pods not ready in prod',
    ],
    [
      'a roll-out is stuck without a failing pod',
      [place('prod', 'p', workload('p', { status: 'degraded' }))],
      'Prod needs attention',
    ],
    [
      'a roll-out is paused',
      [place('prod', 'p', workload('p', { status: 'paused' }))],
      '1.8.2 paused in prod',
    ],
    [
      'nothing is wanted',
      [place('prod', 'p', workload('p', { status: 'stopped' }))],
      'Stopped in prod',
    ],
    [
      'versions are not known',
      [
        place('prod', 'p', {
          ...workload('p'),
          version: undefined,
          images: [],
        }),
        place('dev', 'd', {
          ...workload('d', { status: 'progressing' }),
          version: undefined,
        }),
      ],
      'Rolling out in dev (100 %), running in prod',
    ],
  ])('says it when %s', async (_, places, sentence) => {
    render(deploymentsView({ places }));
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });

  it('shows the environments in order, with a card for each place', async () => {
    render(deploymentsView());
    const flow = await screen.findByRole('list', { name: 'Environments' });
    expect(
      within(flow)
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(['dev', 'staging', 'prod']);

    const dev = screen.getByRole('region', { name: 'dev-1 / shop' });
    for (const words of [
      'Degraded',
      '1.9.0',
      '1 / 2 ready',
      'Roll-out stuck at 50 %',
      'CrashLoopBackOff in checkout-7c9d-x2x4k',
      'not managed by a tool',
      '94 d',
      '7 restarts',
      '3 min ago by kubectl-edit (spec.template)',
      'checkout:1.9.0',
    ]) {
      expect(dev).toHaveTextContent(words);
    }
    expect(
      screen.getByRole('region', { name: 'staging-1 / shop' }),
    ).toHaveTextContent('Roll-out 40 %, from 1.8.2');
    const prod = screen.getByRole('region', { name: 'prod-eu / shop' });
    expect(prod).toHaveTextContent('1 minor version behind dev (1.9.0)');
    expect(prod).toHaveTextContent('Helm');
    expect(
      screen.getByRole('region', { name: 'prod-us / shop' }),
    ).toHaveTextContent(
      /Unknown.*Unreachable since 2 min: connection refused\. Shown as of/,
    );
  });

  it('opens a workload by keyboard and leads back', async () => {
    render(deploymentsView(), deploymentsView());
    const card = await screen.findByRole('region', { name: 'dev-1 / shop' });
    act(() => within(card).getByRole('link', { name: 'checkout' }).focus());
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { level: 2, name: 'checkout' }),
    ).toBeInTheDocument();
    const breadcrumb = screen.getByRole('navigation', {
      name: 'Where you are',
    });
    expect(breadcrumb).toHaveTextContent('Deploymentsdevdev-1shopcheckout');
    await userEvent.click(within(breadcrumb).getByRole('link'));
    expect(
      await screen.findByRole('list', { name: 'Environments' }),
    ).toBeInTheDocument();
  });

  it('changes within the page when a signal comes, and keeps the focus', async () => {
    const { signalChange } = render(
      deploymentsView({ places: [place('dev', 'dev-1')] }),
      deploymentsView({
        places: [
          place('dev', 'dev-1', workload('dev-1', { version: '1.9.0' })),
          place('prod', 'prod-eu'),
        ],
      }),
    );
    const link = await screen.findByRole('link', { name: 'checkout' });
    act(() => link.focus());
    await signalChange();
    expect(await screen.findByText('1.9.0')).toBeInTheDocument();
    expect(link).toHaveFocus();
    expect(link).toBeInTheDocument();
  });

  it('keeps what it shows when it cannot refresh, and says so', async () => {
    let isReachable = true;
    const { signalChange } = renderDeployments(<DeploymentsContent />, {
      deployments: {
        getDeployments: async () => {
          if (!isReachable) {
            throw new Error('connect ECONNREFUSED');
          }
          return deploymentsView();
        },
      },
    });
    const flow = await screen.findByRole('list', { name: 'Environments' });
    isReachable = false;
    await signalChange();
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(document.body).toHaveTextContent(
      /Could not refresh since \d+ s: connect ECONNREFUSED/,
    );
    expect(flow).toBeInTheDocument();
    isReachable = true;
    await userEvent.click(retry);
    await waitFor(() => expect(retry).not.toBeInTheDocument());
    expect(flow).toBeInTheDocument();
  });

  it('says what failed and what still works', async () => {
    render(new Error('connect ECONNREFUSED'), deploymentsView());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('What runs of checkout cannot be shown');
    expect(alert).toHaveTextContent('connect ECONNREFUSED');
    expect(alert).toHaveTextContent('Nothing that runs is touched by this.');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('list', { name: 'Environments' }),
    ).toBeInTheDocument();
  });

  it('has the shape of the page while it loads', async () => {
    renderDeployments(<DeploymentsContent />, {
      deployments: { getDeployments: () => new Promise(() => {}) },
    });
    expect(await screen.findByTestId('overview-skeleton')).toBeInTheDocument();
  });

  it('teaches which annotation links an entity', async () => {
    render(deploymentsView({ link: { type: 'none' }, places: [] }));
    expect(
      await screen.findByRole('heading', {
        name: 'Link checkout to what runs of it',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/annotations:\s+backstage\.io\/kubernetes-id: checkout/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/kubernetes-label-selector: app\.kubernetes\.io\/name=/),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Copy the annotation' }),
    ).toHaveLength(2);
  });

  it('says what was looked for and where when nothing matches', async () => {
    render(
      deploymentsView({
        places: [],
        link: {
          type: 'selector',
          selector: 'app=checkout',
          namespace: 'shop',
          cluster: 'dev-1',
        },
      }),
    );
    await screen.findByRole('heading', { name: 'Nothing matches checkout' });
    const page = document.body;
    expect(page).toHaveTextContent('app=checkout');
    expect(page).toHaveTextContent(
      'prod-us (prod)could not be read: connection refused',
    );
    expect(page).toHaveTextContent(
      "--namespace shop --selector 'app=checkout'",
    );
  });

  it.each([
    ['app in (a', 'kubernetes-label-selector: app.kubernetes.io/name=checkout'],
    ['backstage.io/kubernetes-id=a b', 'kubernetes-id: checkout'],
  ])(
    'says what is wrong with the selector %j, and how to write one',
    async (selector, example) => {
      render(
        deploymentsView({
          places: [],
          link: { type: 'selector', selector, problem: 'it has no end' },
        }),
      );
      await screen.findByRole('heading', {
        name: 'The label selector of checkout cannot be read',
      });
      expect(screen.getByText('it has no end')).toBeInTheDocument();
      expect(document.body).toHaveTextContent(selector);
      expect(document.body).toHaveTextContent(example);
      expect(screen.queryByText(/^Nothing matches/)).not.toBeInTheDocument();
    },
  );

  it('says of a cluster in which nothing matches that not all of it is kept', async () => {
    render(
      deploymentsView({
        places: [],
        searchedClusters: [
          {
            cluster: 'huge',
            freshness: { observedAt: ago(5), incomplete: 'Pod: too many' },
          },
        ],
      }),
    );
    expect(
      await screen.findByText('not all of it is kept: Pod: too many'),
    ).toBeInTheDocument();
  });

  it('says that no cluster is known', async () => {
    render(deploymentsView({ places: [], searchedClusters: [] }));
    expect(
      await screen.findByText(/^No cluster is known\./),
    ).toBeInTheDocument();
  });

  it('says what it leaves out', async () => {
    const view = deploymentsView({ hiddenPlaces: 2 });
    render({ ...view, places: view.places.slice(0, 3) });
    expect(
      await screen.findByText(
        '2 more places are not shown: you may not read them.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What runs in prod-us is not known: it cannot be read.'),
    ).toBeInTheDocument();
  });

  it('lists several workloads of a place with their own status', async () => {
    const job = workload('dev-1', {
      ref: {
        cluster: 'dev-1',
        kind: 'CronJob',
        namespace: 'shop',
        name: 'invoices',
      },
      status: 'completed',
      lastChange: { at: ago(1000), paths: ['a', 'b', 'c'] },
    });
    render(
      deploymentsView({
        places: [
          place('dev', 'dev-1', workload('dev-1'), {
            workloads: [workload('dev-1'), job],
          }),
        ],
      }),
    );
    const card = await screen.findByRole('region', { name: 'dev-1 / shop' });
    expect(within(card).getAllByRole('article')).toHaveLength(2);
    expect(card).toHaveTextContent('Completed');
    expect(card).toHaveTextContent('just now (a, b …)');
  });
});
