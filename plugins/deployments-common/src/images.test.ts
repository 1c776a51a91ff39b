import { parseImage } from './images';

describe('parseImage', () => {
  it.each([
    ['nginx', { repository: 'nginx', tag: undefined, digest: undefined }],
    ['shop/checkout:1.8.2', { repository: 'shop/checkout', tag: '1.8.2' }],
    [
      'registry.example:5000/shop/checkout',
      { repository: 'registry.example:5000/shop/checkout', tag: undefined },
    ],
    [
      'registry.example:5000/shop/checkout:1.8.2',
      { repository: 'registry.example:5000/shop/checkout', tag: '1.8.2' },
    ],
    [
      'checkout:1.8.2@sha256:abc',
      { repository: 'checkout', tag: '1.8.2', digest: 'sha256:abc' },
    ],
    [
      'checkout@sha256:abc',
      { repository: 'checkout', tag: undefined, digest: 'sha256:abc' },
    ],
  ])('takes %s apart', (image, expected) => {
    expect(parseImage('app', image)).toEqual({
      container: 'app',
      image,
      ...expected,
    });
  });
});
