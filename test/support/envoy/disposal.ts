/** What is to be given back at the end, the last first. Node 20 has no AsyncDisposableStack. */
export class Disposal {
  private readonly held: AsyncDisposable[] = [];

  use<T extends AsyncDisposable>(what: T): T {
    this.held.push(what);
    return what;
  }

  async disposeAsync(): Promise<void> {
    for (const each of this.held.reverse()) await each[Symbol.asyncDispose]();
  }
}
