/**
 * The filters of a page as its address has them. A text that is not filtered by is empty. The cursor is where the page that is
 * shown begins; it is empty for the first one.
 *
 * @public
 */
export type AddressFilterValues<
  TText extends string,
  TLists extends Record<string, readonly string[]>,
> = {
  [name in TText | 'cursor']: string;
} & {
  [name in keyof TLists]: readonly TLists[name][number][];
};

/**
 * What a page filters by.
 *
 * @public
 */
export interface AddressFilterOptions<
  TText extends string,
  TLists extends Record<string, readonly string[]>,
> {
  /** The filters that are one text each. */
  texts: readonly TText[];
  /** The filters that are several of what is known, and all that is known. */
  lists: TLists;
}

/**
 * Reads the filters of a page from its address, and writes them into it.
 *
 * @public
 */
export class AddressFilter<TFilter extends { cursor: string }> {
  readonly #texts: readonly string[];
  readonly #lists: Readonly<Record<string, readonly string[]>>;

  static create<
    TText extends string,
    TLists extends Record<string, readonly string[]>,
  >(
    options: AddressFilterOptions<TText, TLists>,
  ): AddressFilter<AddressFilterValues<TText, TLists>> {
    return new AddressFilter<AddressFilterValues<TText, TLists>>(
      [...options.texts, 'cursor'],
      options.lists,
    );
  }

  private constructor(
    texts: readonly string[],
    lists: Readonly<Record<string, readonly string[]>>,
  ) {
    this.#texts = texts;
    this.#lists = lists;
  }

  /** Reads the filters of an address. What it cannot mean is left out. */
  read(params: URLSearchParams): TFilter {
    const values: Record<string, string | readonly string[]> = {};
    for (const name of this.#texts) {
      values[name] = params.get(name) ?? '';
    }
    for (const [name, known] of Object.entries(this.#lists)) {
      values[name] = params.getAll(name).filter(one => known.includes(one));
    }
    return values as TFilter;
  }

  /** Writes the filters into an address, without the empty ones. */
  write(filter: TFilter): URLSearchParams {
    const values: Readonly<Record<string, string | readonly string[]>> = filter;
    const params = new URLSearchParams();
    for (const name of [...this.#texts, ...Object.keys(this.#lists)]) {
      for (const value of [values[name]].flat()) {
        if (value) {
          params.append(name, value);
        }
      }
    }
    return params;
  }

  /** Whether anything is filtered by. */
  isFiltering(filter: TFilter): boolean {
    return this.write({ ...filter, cursor: '' }).size > 0;
  }
}
