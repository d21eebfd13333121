/**
 * Files that are written where the program runs: under their names only once they are whole.
 *
 * @packageDocumentation
 */

interface Opened {
  /** Write all of it behind what is there. */
  appendFile(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** As much of `node:fs/promises` as is needed: the package knows no types of Node. */
interface Files {
  stat(path: string): Promise<{ isDirectory(): boolean }>;
  lstat(path: string): Promise<unknown>;
  open(path: string, flags: "wx"): Promise<Opened>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

interface Paths {
  dirname(path: string): string;
  join(...parts: string[]): string;
}

interface Platform {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
}

/** A file that stands under its name once it is complete, and not before. */
export class Target {
  /** Where it will be. */
  readonly path: string;
  readonly #files: Files;
  readonly #part: string;
  readonly #file: Opened;
  readonly #replace: boolean;

  private constructor(files: Files, path: string, replace: boolean, part: string, file: Opened) {
    this.#files = files;
    this.path = path;
    this.#replace = replace;
    this.#part = part;
    this.#file = file;
  }

  /**
   * Begin a file beside the one that it is to be.
   *
   * @param path - The file, or a folder.
   * @param name - What it is called in a folder.
   * @throws TypeError if there are no files, or no name where one is needed.
   * @throws Error with the code `EEXIST` if the file is there and is not to be replaced.
   */
  static async begun(path: string, name: string | undefined, replace: boolean): Promise<Target> {
    // Had at run time, so that no bundler and no browser ever sees them.
    const get = (globalThis as Platform).process?.getBuiltinModule;
    if (!get) {
      throw new TypeError("no file can be saved here: use stream() or bytes()");
    }
    const files = get("node:fs/promises") as Files;
    const paths = get("node:path") as Paths;
    let wanted = path;
    if (await isFolder(files, path)) {
      if (name === undefined) {
        throw new TypeError(`the server gives no name: say which file in ${path} it is to be`);
      }
      wanted = paths.join(path, name);
    }
    await refuse(files, wanted, replace);
    const part = paths.join(paths.dirname(wanted), `.${crypto.randomUUID()}.part`);
    return new Target(files, wanted, replace, part, await files.open(part, "wx"));
  }

  /** Write what comes next. */
  async write(piece: Uint8Array): Promise<void> {
    await this.#file.appendFile(piece);
  }

  /** Put it under its name. */
  async finish(): Promise<void> {
    await this.#file.close();
    await refuse(this.#files, this.path, this.#replace);
    await this.#files.rename(this.#part, this.path);
  }

  /** Take away what was written. */
  async drop(): Promise<void> {
    await this.#file.close();
    await this.#files.rm(this.#part, { force: true });
  }
}

async function isFolder(files: Files, path: string): Promise<boolean> {
  try {
    return (await files.stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function refuse(files: Files, path: string, replace: boolean): Promise<void> {
  if (!replace && (await isThere(files, path))) {
    const message = `EEXIST: ${path} exists; \`replace: true\` overwrites it`;
    throw Object.assign(new Error(message), { code: "EEXIST", path });
  }
}

async function isThere(files: Files, path: string): Promise<boolean> {
  try {
    await files.lstat(path);
    return true;
  } catch {
    return false;
  }
}
