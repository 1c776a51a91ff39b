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
    const workloads = [
      { namespace: 'shop-checkout', name: 'checkout' },
      { namespace: 'shop-storefront', name: 'storefront' },
    ];
    return {
      clusters: [
        { name: 'dev', environment: 'dev', workloads },
        { name: 'prod', environment: 'prod', workloads: workloads.slice(0, 1) },
      ],
      faults: [
        { id: 'crash-loop', title: 'Crash', scope: 'workload' as const },
        { id: 'full-quota', title: 'Quota', scope: 'namespace' as const },
        { id: 'node-down', title: 'Node', scope: 'node' as const },
        { id: 'solar-flare', title: 'Solar flare', scope: 'cluster' as const },
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
      { id: `${this.active.length + 1}`, ...request },
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

// Choosing from a list takes many events, and the machine may be busy.
jest.setTimeout(60_000);

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
      {
        id: '1',
        fault: 'crash-loop',
        cluster: 'dev',
        namespace: 'shop-checkout',
        workload: 'checkout',
      },
    ]);

    await userEvent.click(revert);
    expect(await screen.findByText(/Nothing is broken/)).toBeInTheDocument();
  });

  it('asks for a namespace, or for nothing, where that is enough', async () => {
    const sandbox = new RememberingSandbox();
    const dev = await renderPage(sandbox);
    await select(dev, /Break$/, /Full quota/);
    await select(dev, /Namespace$/, /shop-storefront/);
    await userEvent.click(dev.getByRole('button', { name: 'Break it in dev' }));
    await waitFor(() =>
      expect(sandbox.active[0]).toMatchObject({
        fault: 'full-quota',
        namespace: 'shop-storefront',
      }),
    );

    // A fault that the app has no words for shows its own title.
    await select(dev, /Break$/, /Solar flare/);
    await userEvent.click(dev.getByRole('button', { name: 'Break it in dev' }));
    await waitFor(() =>
      expect(sandbox.active[1]).toEqual({
        id: '2',
        fault: 'solar-flare',
        cluster: 'dev',
      }),
    );
  });

  it('says why a fault could not be applied', async () => {
    const sandbox = new RememberingSandbox();
    sandbox.apply = async () => {
      throw new Error('It is at work already');
    };
    const dev = await renderPage(sandbox);
    await select(dev, /Break$/, /Node down/);
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
