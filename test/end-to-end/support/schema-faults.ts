/** Checks a value against the part of JSON Schema that our schemas use. */

export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly items?: Schema;
}

/** @returns a line for each place that does not match */
export function schemaFaults(schema: Schema, value: unknown, root = schema, path = "$"): readonly string[] {
  const at = (inner: Schema, of: unknown, where: string) => schemaFaults(inner, of, root, where);
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return target === undefined ? [`${path}: no ${schema.$ref}`] : at(target, value, path);
  }
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((each) => at(each, value, path));
    return tried.some((faults) => faults.length === 0) ? [] : tried.flat();
  }
  if (schema.const !== undefined && schema.const !== value) return [`${path}: not ${schema.const}`];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${path}: ${value} is none of the enum`];
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOf(type, value))) {
    return [`${path}: ${JSON.stringify(value)} is no ${schema.type}`];
  }
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return value.flatMap((each, index) => at(items, each, `${path}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => `${path}.${name}: missing`),
    ...entries.flatMap(([name, inner]) => {
      const known = schema.properties?.[name];
      if (known !== undefined) return at(known, inner, `${path}.${name}`);
      return schema.additionalProperties === false ? [`${path}.${name}: not in the schema`] : [];
    }),
  ];
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
