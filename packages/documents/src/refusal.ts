/** A file that is not read. The message is a Chinese sentence for the person who sent it. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}
