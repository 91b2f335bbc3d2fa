/** A camera's photo is larger than what the server takes, and than what a slow line should carry. */
const SMALL_ENOUGH = 1_500_000;
const LONGEST_EDGE = 2400;
const QUALITY = 0.85;

/** The photo at a size at which print on it is still read; other files, and what cannot be drawn, as they are. */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return file;
  const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob === null || blob.size >= file.size
    ? file
    : new File([blob], file.name.replace(/\.\w+$/u, ".jpg"), { type: blob.type });
}
