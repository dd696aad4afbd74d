/** What a page is, as far as a test has to know. */
export interface Page {
  readonly url: URL;
  readonly text: string;
}

/** As much of a browser as a log-in needs: cookies by host and path, redirects, forms. Scripts are not run. */
export class Browser {
  readonly #person: string;
  readonly #cookies: {
    readonly host: string;
    readonly path: string;
    readonly name: string;
    readonly value: string;
  }[] = [];

  /** @param options.person whom it chooses to be at the identity provider */
  constructor({ person }: { readonly person: string }) {
    this.#person = person;
  }

  /** Follows redirects until an address is one to stop at, which is not requested any more. */
  async follow(from: URL, stop: (url: URL) => boolean): Promise<URL> {
    let url = from;
    for (let hops = 0; hops < 20; hops++) {
      if (stop(url)) return url;
      const response = await this.#request(url);
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`${url.href} answered ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
    throw new Error('too many redirects');
  }

  /** The page that is shown in the end. */
  async open(address: string | URL, init: RequestInit = {}): Promise<Page> {
    let url = new URL(address);
    let response = await this.#request(url, init);
    for (let location = response.headers.get('location'); location !== null; ) {
      url = new URL(location, url);
      response = await this.#request(url);
      location = response.headers.get('location');
    }
    return { url, text: await response.text() };
  }

  post(address: string): Promise<Response> {
    return this.#request(new URL(address), { method: 'POST' });
  }

  /** Fills in the form of a page, and sends it. */
  submit({ url, text }: Page, fields: Readonly<Record<string, string>>): Promise<Page> {
    const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1] ?? '';
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const body = new URLSearchParams(Object.fromEntries([...hidden, ...Object.entries(fields)]));
    return this.open(new URL(action, url), { method: 'POST', body });
  }

  async #request(url: URL, init: RequestInit = {}): Promise<Response> {
    if (url.pathname === '/authorize') url.searchParams.set('person', this.#person);
    const cookie = this.#cookies
      .filter(({ host, path }) => host === url.host && url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) this.#keep(url, line);
    return response;
  }

  #keep({ host }: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice('path='.length) ?? '/';
    const known = this.#cookies.findIndex(
      (cookie) => cookie.host === host && cookie.name === name && cookie.path === path,
    );
    if (known >= 0) this.#cookies.splice(known, 1);
    if (value !== '') this.#cookies.push({ host, path, name, value });
  }
}
