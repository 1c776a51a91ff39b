import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { yamlTokens } from './yamlTokens';
import { YamlView } from './YamlView';

describe('yamlTokens', () => {
  it.each([
    ['metadata:', 'plain key plain value'],
    ['  - name: "a: b"', 'plain key plain value'],
    ['    app.kubernetes.io/name: checkout', 'plain key plain value'],
    ['  - just text', 'plain'],
    ['# a remark', 'comment'],
    ['image: registry:5000/a', 'plain key plain value'],
  ])('keeps every character of %s', (line, kinds) => {
    const tokens = yamlTokens(line);
    expect(tokens.map(token => token.text).join('')).toBe(line);
    expect(tokens.map(token => token.kind).join(' ')).toBe(kinds);
  });
});

describe('YamlView', () => {
  it('shows the text and says when values are hidden', async () => {
    renderInTestApp(
      <YamlView
        name="Deployment checkout"
        yaml={'kind: Deployment\nspec:\n  replicas: 2\n'}
        configurationHidden
      />,
    );
    const region = await screen.findByRole('region', {
      name: 'Deployment checkout as YAML',
    });
    expect(region.textContent).toBe('kind: Deployment\nspec:\n  replicas: 2\n');
    expect(
      screen.getByText(/^Values of configuration are hidden/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy YAML' })).toBeEnabled();
  });
});
