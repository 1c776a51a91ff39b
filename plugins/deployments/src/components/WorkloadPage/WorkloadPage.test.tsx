import { NotFoundError } from '@backstage/errors';
import type { ClustersApi } from '@groundcrew/plugin-clusters-common';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ago, pod, workloadDetail } from '../../__fixtures__';
import { renderDeployments } from '../../__testUtils__';
import { DeploymentsContent } from '../DeploymentsContent';

const subject = {
  cluster: 'dev-1',
  kind: 'Pod',
  namespace: 'shop',
  name: 'checkout-7c9d-x2x4k',
};

const clusters = {
  openLog: jest.fn<
    ReturnType<ClustersApi['openLog']>,
    Parameters<ClustersApi['openLog']>
  >(() => new Promise(() => {})),
  listEvents: jest.fn(async () => ({
    items: [
      {
        type: 'Warning' as const,
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        count: 14,
        lastSeen: ago(60_000),
        subject,
      },
      {
        type: 'Normal' as const,
        reason: 'Pulled',
        message: 'Image already present',
        count: 1,
        subject,
      },
    ],
    freshness: {},
  })),
  getObject: jest.fn(async () => ({
    ref: { ...subject, kind: 'Deployment', name: 'checkout' },
    object: { kind: 'Deployment', spec: { replicas: 2 } },
    configurationHidden: true,
    freshness: {},
  })),
};

function render(
  path = '',
  getWorkload: () => Promise<WorkloadDetail> = async () => workloadDetail(),
  more: Partial<ClustersApi> = {},
) {
  return renderDeployments(<DeploymentsContent />, {
    deployments: { getWorkload },
    clusters: { ...clusters, ...more },
    path: `/dev-1/shop/Deployment/checkout${path}`,
  });
}

beforeEach(() => {
  jest.clearAllMocks();
});

describe('WorkloadPage', () => {
  it('says first what keeps the workload from being well', async () => {
    render();
    await screen.findByRole('heading', { level: 2, name: 'checkout' });
    for (const words of [
      'Degraded',
      'CrashLoopBackOff in checkout-7c9d-x2x4k',
      'ReplicaSet "checkout-7c9d" has timed out progressing.',
      '1 / 2 ready',
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
  });

  it('asks for the workload that the address names', async () => {
    const getWorkload = jest.fn(async () => workloadDetail());
    renderDeployments(<DeploymentsContent />, {
      deployments: { getWorkload },
      path: `/${encodeURIComponent('arn:aws:eks:eu:1:cluster/x')}/shop/Job/a`,
    });
    await screen.findByRole('heading', { level: 2 });
    expect(getWorkload).toHaveBeenCalledWith(
      'component:default/checkout',
      {
        cluster: 'arn:aws:eks:eu:1:cluster/x',
        namespace: 'shop',
        kind: 'Job',
        name: 'a',
      },
      expect.anything(),
    );
  });

  it('leads to each of its parts', async () => {
    render();
    const tabs = await screen.findByRole('navigation', {
      name: 'Parts of the workload',
    });
    expect(
      within(tabs).getByRole('link', { current: 'page' }),
    ).toHaveTextContent('Pods');
    await userEvent.click(within(tabs).getByRole('link', { name: 'Related' }));
    expect(
      await screen.findByRole('table', {
        name: 'What stands beside checkout',
      }),
    ).toBeInTheDocument();
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('Servicecheckout1 of 2 endpoints ready');
    expect(rows).toHaveLength(3);
  });

  it('has the shape of the page while it loads', async () => {
    render('', () => new Promise(() => {}));
    expect(await screen.findByTestId('workload-skeleton')).toBeInTheDocument();
  });

  it('says that it was deleted while it was looked at', async () => {
    const getWorkload = jest
      .fn()
      .mockResolvedValueOnce(workloadDetail())
      .mockRejectedValue(new NotFoundError('There is no such workload'));
    const { signalChange } = render('', getWorkload);
    await screen.findByRole('heading', { level: 2, name: 'checkout' });
    await signalChange();
    expect(
      await screen.findByRole('heading', {
        name: 'Deployment checkout is gone',
      }),
    ).toBeInTheDocument();
    expect(document.body).toHaveTextContent(
      /It was deleted (just now|\d+ s ago)/,
    );
    expect(
      screen.getByRole('link', { name: 'See what runs of checkout' }),
    ).toHaveAttribute('href', '/deployments');
  });

  it('says that it does not exist when it was never seen', async () => {
    render('', async () => {
      throw new NotFoundError('no');
    });
    expect(
      await screen.findByText(/^It does not exist in dev-1 \/ shop/),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render('', async () => {
      throw new Error('connect ECONNREFUSED');
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'What runs of Deployment checkout cannot be shown',
    );
  });
});

describe('pods', () => {
  const details = (name: string) =>
    screen.findByRole('button', { name: `Containers of ${name}` });

  it('unfold into containers by keyboard and stay so when data arrives', async () => {
    const getWorkload = jest
      .fn()
      .mockResolvedValueOnce(workloadDetail())
      .mockResolvedValue(
        workloadDetail({
          pods: [
            pod('checkout-7c9d-new', {
              ready: false,
              status: 'ContainerCreating',
            }),
            ...workloadDetail().pods,
          ],
        }),
      );
    const { signalChange } = render('', getWorkload);
    const toggle = await details('checkout-7c9d-x2x4k');
    act(() => toggle.focus());
    await userEvent.keyboard('{Enter}');
    const containers = screen.getByRole('table', {
      name: 'Containers of checkout-7c9d-x2x4k',
    });
    const main = within(containers).getAllByRole('row')[2];
    for (const words of [
      'CrashLoopBackOff',
      'OOMKilled',
      'exit code 137',
      '1 min ago',
      'cpu 100m / –',
      'memory 128Mi / 128Mi',
    ]) {
      expect(main).toHaveTextContent(words);
    }

    await signalChange();
    await details('checkout-7c9d-new');
    expect(toggle).toHaveFocus();
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(containers).toBeInTheDocument();
    // What is new comes last: nothing moves under the pointer.
    expect(
      screen
        .getAllByRole('button', { name: /^Containers of/ })
        .map(button => button.getAttribute('aria-label')),
    ).toEqual([
      'Containers of checkout-7c9d-x2x4k',
      'Containers of checkout-5f8b-mmq9r',
      'Containers of checkout-7c9d-new',
    ]);
    await userEvent.keyboard('{Enter}');
    expect(containers).not.toBeInTheDocument();
  });

  it('lead to the logs of a container, of the run before too', async () => {
    render();
    await userEvent.click(await details('checkout-7c9d-x2x4k'));
    const links = screen.getAllByRole('link', { name: /^Logs/ });
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/deployments/dev-1/shop/Deployment/checkout/logs',
      '/deployments/dev-1/shop/Deployment/checkout/logs?pod=checkout-7c9d-x2x4k&container=migrate',
      '/deployments/dev-1/shop/Deployment/checkout/logs?pod=checkout-7c9d-x2x4k&container=checkout',
      '/deployments/dev-1/shop/Deployment/checkout/logs?pod=checkout-7c9d-x2x4k&container=checkout&previous=true',
    ]);
  });

  it('say why there are no logs to be read', async () => {
    const detail = workloadDetail();
    render('', async () => ({
      ...detail,
      place: { ...detail.place, logsAllowed: false },
    }));
    await userEvent.click(await details('checkout-5f8b-mmq9r'));
    expect(screen.getByText('You may not read logs here.')).toBeInTheDocument();
  });

  it('say that there is none', async () => {
    render('', async () => workloadDetail({ pods: [] }));
    expect(await screen.findByText('There is no pod.')).toBeInTheDocument();
  });
});

describe('revisions', () => {
  it('compare the current one with the one before, and others on demand', async () => {
    render('/revisions');
    expect(
      await screen.findByRole('heading', {
        name: 'What changed from revision 6 to 7',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('value: "40"', { exact: false })).toBeVisible();
    expect(
      screen.getByRole('row', { name: /Raised the connection limit/ }),
    ).toHaveTextContent('7 · 1.9.0current');
    await userEvent.click(
      screen.getByRole('radio', { name: 'Compare from revision 5' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'What changed from revision 5 to 7',
      }),
    ).toBeInTheDocument();
  });

  it('are named by the address', async () => {
    render('/revisions?before=5&after=6', async () =>
      workloadDetail({ configurationHidden: true }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'What changed from revision 5 to 6',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Values of configuration are hidden in both/),
    ).toBeInTheDocument();
  });

  it('say that there is nothing to compare, or nothing at all', async () => {
    const { unmount } = render('/revisions', async () =>
      workloadDetail({ revisions: workloadDetail().revisions.slice(0, 1) }),
    );
    expect(
      await screen.findByText(/^There is one revision/),
    ).toBeInTheDocument();
    unmount();
    render('/revisions', async () => workloadDetail({ revisions: [] }));
    expect(await screen.findByText('No revision is kept.')).toBeInTheDocument();
  });
});

describe('logs', () => {
  it('begin with the container that most needs a look', async () => {
    render('/logs');
    await screen.findByRole('log', { name: 'Log of checkout' });
    expect(clusters.openLog).toHaveBeenCalledWith(
      expect.objectContaining({
        cluster: 'dev-1',
        namespace: 'shop',
        pod: 'checkout-7c9d-x2x4k',
        container: 'checkout',
        previous: false,
      }),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Previous run' }),
    );
    await waitFor(() =>
      expect(clusters.openLog).toHaveBeenLastCalledWith(
        expect.objectContaining({ previous: true, follow: false }),
      ),
    );
  });

  it('say that the pod is gone and offer another one', async () => {
    render('/logs?pod=gone&container=checkout');
    expect(
      await screen.findByText('The pod gone is gone; its log went with it.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Read the newest pod' }),
    );
    await waitFor(() =>
      expect(clusters.openLog).toHaveBeenLastCalledWith(
        expect.objectContaining({ pod: 'checkout-7c9d-x2x4k' }),
      ),
    );
  });

  it('are not asked for where they may not be read', async () => {
    const detail = workloadDetail();
    render('/logs', async () => ({
      ...detail,
      place: { ...detail.place, logsAllowed: false },
    }));
    expect(
      await screen.findByText(/belong to group:default\/checkout-team/),
    ).toBeInTheDocument();
    expect(clusters.openLog).not.toHaveBeenCalled();
  });

  it('say that there is no pod', async () => {
    render('/logs', async () => workloadDetail({ pods: [] }));
    expect(
      await screen.findByText('No pod is there to read a log of.'),
    ).toBeInTheDocument();
  });
});

describe('events', () => {
  it('are listed, and warnings alone on demand', async () => {
    render('/events');
    const table = await screen.findByRole('table', {
      name: 'Events of checkout',
    });
    expect(table).toHaveTextContent('WarningBackOff');
    expect(table).toHaveTextContent('Image already present');
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only warnings (1)' }),
    );
    expect(table).not.toHaveTextContent('Image already present');
  });

  it('say that there are none, or why they cannot be read', async () => {
    const { unmount } = render('/events', undefined, {
      listEvents: async () => ({ items: [], freshness: {} }),
    });
    expect(
      await screen.findByText(/^No event\. Kubernetes forgets/),
    ).toBeInTheDocument();
    unmount();
    render('/events', undefined, {
      listEvents: async () => {
        throw new Error('down');
      },
    });
    expect(
      await screen.findByText('Events cannot be shown: down'),
    ).toBeInTheDocument();
  });
});

describe('YAML', () => {
  it('shows the object and says what is hidden', async () => {
    render('/yaml');
    const region = await screen.findByRole('region', {
      name: 'Deployment checkout as YAML',
    });
    expect(region.textContent).toBe('kind: Deployment\nspec:\n  replicas: 2\n');
    expect(
      screen.getByText(/^Values of configuration are hidden/),
    ).toBeInTheDocument();
  });

  it('says why the object cannot be shown', async () => {
    render('/yaml', undefined, {
      getObject: async () => {
        throw new Error('down');
      },
    });
    expect(
      await screen.findByText('The object cannot be shown: down'),
    ).toBeInTheDocument();
  });
});
