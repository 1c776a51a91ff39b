import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import copyToClipboard from 'copy-to-clipboard';
import { CopyableText } from './CopyableText';

jest.mock('copy-to-clipboard', () => jest.fn(() => true));

describe('CopyableText', () => {
  it('copies the whole text by keyboard and says so', async () => {
    renderInTestApp(
      <CopyableText
        text="registry.example/shop/checkout:1.8.2"
        short="checkout"
      />,
    );
    expect(await screen.findByText('checkout')).toHaveAttribute(
      'title',
      'registry.example/shop/checkout:1.8.2',
    );
    act(() => screen.getByRole('button', { name: /^Copy registry/ }).focus());
    await userEvent.keyboard('{Enter}');
    expect(copyToClipboard).toHaveBeenCalledWith(
      'registry.example/shop/checkout:1.8.2',
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });
});
