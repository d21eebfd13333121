/** No test asks a proxy of the machine. */

for (const name of Object.keys(process.env)) {
  if (/_proxy$/i.test(name)) {
    Reflect.deleteProperty(process.env, name);
  }
}

export {};
