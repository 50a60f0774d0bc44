const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What a PNG or a WebP says of its size in pixels, without decoding it; null for anything else, pictures that are programs
 * (SVG) among them. Decoders refuse a picture that turns out to be larger than it says.
 */
export function imageSize(file: Buffer): ImageSize | null {
  return pngSize(file) ?? webpSize(file);
}

/** https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(file: Buffer): ImageSize | null {
  if (file.length < 24 || !file.subarray(0, 8).equals(PNG)) return null;
  if (file.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(file: Buffer): ImageSize | null {
  if (file.length < 30 || file.toString('latin1', 0, 4) !== 'RIFF') return null;
  switch (file.toString('latin1', 8, 16)) {
    case 'WEBPVP8X':
      return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
    case 'WEBPVP8L': {
      const bits = file.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'WEBPVP8 ':
      // The two bits above each are a scale.
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}
