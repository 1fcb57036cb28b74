// Owns Apps Script's enums: objects that compare by identity and print their name. Must not know which enums exist.
import { Handle, methodsOf, surface, type Surface } from './method';

/** One value of an enum. */
export class EnumValue extends Handle {
  readonly surface: Surface;
  readonly name: string;

  constructor(type: string, name: string, ordinal: number) {
    super();
    this.name = name;
    const { local } = methodsOf<EnumValue>();
    this.surface = surface(type, '', {
      name: local('', () => name),
      toString: local('', () => name),
      toJSON: local('s|', () => name),
      ordinal: local('', () => ordinal),
    });
  }
}

/** The object that holds an enum's values, e.g. `ScriptApp.AuthMode`. */
export class EnumType extends Handle {
  readonly surface: Surface;
  readonly #values: Readonly<Record<string, EnumValue>>;

  constructor(type: string, names: readonly string[]) {
    super();
    this.#values = Object.fromEntries(
      names.map((name, ordinal) => [name, new EnumValue(type, name, ordinal)]),
    );
    this.surface = surface(type, '', {}, this.#values);
  }

  /** @throws Error for a name that the enum does not have. */
  value(name: string): EnumValue {
    const value = this.#values[name];
    if (!value) throw new Error(`No ${name} in ${this.surface.name}`);
    return value;
  }
}
