import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ActiveFault,
  FaultRequest,
  SandboxApi,
  sandboxApiRef,
} from '../../api';
import { SandboxPage } from './SandboxPage';

/** A sandbox of two clusters that remembers what was broken. */
class RememberingSandbox implements SandboxApi {
  active: ActiveFault[] = [];

  async state() {
    const cluster = {
      name: 'dev',
      environment: 'dev',
      workloads: [
        { kind: 'Deployment', namespace: 'shop-checkout', name: 'checkout' },
        { kind: 'StatefulSet', namespace: 'shop-data', name: 'orders-db' },
      ],
      namespaces: ['shop-checkout', 'shop-data'],
      nodes: ['dev-node-1'],
    };
    const words = { title: 'Of its own', effect: 'Something happens.' };
    return {
      clusters: [
        cluster,
        { ...cluster, name: 'prod', workloads: cluster.workloads.slice(0, 1) },
      ],
      faults: [
        { id: 'crash-loop', targetKind: 'workload' as const, ...words },
        { id: 'full-quota', targetKind: 'namespace' as const, ...words },
        { id: 'node-down', targetKind: 'node' as const, ...words },
        { id: 'solar-flare', targetKind: 'cluster' as const, ...words },
      ],
      active: this.active,
    };
  }
  async kubeconfigPath() {
    return '/var/sandbox/kubeconfig';
  }
  async apply(request: FaultRequest) {
    this.active = [
      ...this.active,
      {
        id: `${this.active.length + 1}`,
        appliedAt: '2026-11-22T03:00:00Z',
        ...request,
      },
    ];
  }
  async revert(id: string) {
    this.active = this.active.filter(active => active.id !== id);
  }
}

async function renderPage(sandbox: SandboxApi = new RememberingSandbox()) {
  renderInTestApp(<SandboxPage />, { apis: [[sandboxApiRef, sandbox]] });
  return within(await screen.findByRole('region', { name: 'Cluster dev' }));
}

async function select(
  within_: Pick<typeof screen, 'getByRole'>,
  label: RegExp,
  option: RegExp,
) {
  await userEvent.click(within_.getByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('SandboxPage', () => {
  it('shows each cluster and that nothing is broken', async () => {
    const dev = await renderPage();
    expect(dev.getByText('2 workloads')).toBeInTheDocument();
    const prod = within(screen.getByRole('region', { name: 'Cluster prod' }));
    expect(prod.getByText('1 workload')).toBeInTheDocument();
    expect(screen.getByText(/Nothing is broken/)).toBeInTheDocument();
  });

  it('breaks a workload and mends it', async () => {
    const sandbox = new RememberingSandbox();
    const dev = await renderPage(sandbox);
    const apply = dev.getByRole('button', { name: 'Break it in dev' });
    expect(apply).toBeDisabled();

    await select(dev, /Break$/, /Crash loop/);
    expect(dev.getByText(/exit a moment after they start/)).toBeInTheDocument();
    expect(apply).toBeDisabled();
    await select(dev, /Workload$/, /checkout/);
    await userEvent.click(apply);

    const revert = await screen.findByRole('button', {
      name: 'Revert "Crash loop" on dev / shop-checkout / checkout',
    });
    expect(sandbox.active).toEqual([
      expect.objectContaining({
        fault: 'crash-loop',
        cluster: 'dev',
        target: {
          kind: 'Deployment',
          namespace: 'shop-checkout',
          name: 'checkout',
        },
      }),
    ]);

    await userEvent.click(revert);
    expect(await screen.findByText(/Nothing is broken/)).toBeInTheDocument();
  });

  it.each([
    [/Full quota/, /Namespace$/, /shop-data/, { name: 'shop-data' }],
    [/Node down/, /Node$/, /dev-node-1/, { name: 'dev-node-1' }],
  ])('asks where for %s', async (fault, label, option, target) => {
    const sandbox = new RememberingSandbox();
    const dev = await renderPage(sandbox);
    await select(dev, /Break$/, fault);
    await select(dev, label, option);
    await userEvent.click(dev.getByRole('button', { name: 'Break it in dev' }));
    await waitFor(() => expect(sandbox.active[0]).toMatchObject({ target }));
  });

  it('takes the words of the sandbox for what the app has none for, and no target for a whole cluster', async () => {
    const sandbox = new RememberingSandbox();
    const dev = await renderPage(sandbox);
    await select(dev, /Break$/, /Of its own/);
    expect(dev.getByText('Something happens.')).toBeInTheDocument();
    await userEvent.click(dev.getByRole('button', { name: 'Break it in dev' }));
    await waitFor(() =>
      expect(sandbox.active[0]).toMatchObject({
        fault: 'solar-flare',
        cluster: 'dev',
        target: undefined,
      }),
    );
  });

  it('says why a fault could not be applied', async () => {
    const sandbox = new RememberingSandbox();
    sandbox.apply = async () => {
      throw new Error('It is at work already');
    };
    const dev = await renderPage(sandbox);
    await select(dev, /Break$/, /Of its own/);
    await userEvent.click(dev.getByRole('button', { name: 'Break it in dev' }));
    expect(await dev.findByText('Could not break it')).toBeInTheDocument();
    expect(dev.getByText('It is at work already')).toBeInTheDocument();
  });

  it('says that the sandbox does not answer', async () => {
    const sandbox = new RememberingSandbox();
    sandbox.state = async () => {
      throw new Error('The clusters of the sandbox are still starting');
    };
    renderInTestApp(<SandboxPage />, { apis: [[sandboxApiRef, sandbox]] });
    expect(
      await screen.findByText('The sandbox does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText(/still starting/)).toBeInTheDocument();
  });

  it('copies the line for kubectl', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(window.navigator.clipboard, 'writeText');
    await renderPage();
    await user.click(
      await screen.findByRole('button', { name: 'Copy the command' }),
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(
      "export KUBECONFIG='/var/sandbox/kubeconfig'",
    );
  });
});
