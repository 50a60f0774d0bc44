import { createCanvas, loadImage } from '@napi-rs/canvas';

import { encodePng } from './png';

it('encodes what another decoder reads as the same pixels, half transparent ones too', async () => {
  const [width, height] = [7, 5];
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) =>
    index % 4 === 3 ? ([255, 128, 0][index % 3] ?? 0) : (index * 37) % 256,
  );
  const context = createCanvas(width, height).getContext('2d');
  const drawn = context.createImageData(width, height);
  drawn.data.set(pixels);
  context.putImageData(drawn, 0, 0);
  const expected = context.getImageData(0, 0, width, height).data;

  const image = await loadImage(encodePng(expected, width, height));
  expect([image.width, image.height]).toEqual([width, height]);
  context.clearRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  expect(context.getImageData(0, 0, width, height).data).toEqual(expected);
});
