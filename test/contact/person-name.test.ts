import { fold } from '../../src/contact/fold';
import { looksLikePersonName, splitFullName, tidyName } from '../../src/contact/person-name';

describe('a full name is split', () => {
  test.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['  Jane   Doe ', 'Jane', 'Doe'],
    ['Doe, Jane', 'Jane', 'Doe'],
    ['SMITH, JOHN', 'JOHN', 'SMITH'],
    ['García Márquez, Gabriel', 'Gabriel', 'García Márquez'],
    ['Smith Jr., John', 'John', 'Smith'],
    ['Smith, John, PhD', 'John', 'Smith'],
    ['Dr. Jane Doe, PhD, MBA', 'Jane', 'Doe'],
    ['Prof. Dr. Hans Müller', 'Hans', 'Müller'],
    ['Herr Max Mustermann', 'Max', 'Mustermann'],
    ['Mme Claire Petit', 'Claire', 'Petit'],
    ['Sr. Juan Pérez', 'Juan', 'Pérez'],
    ['Sammy Davis Jr', 'Sammy', 'Davis'],
    ['Martin King III', 'Martin', 'King'],
    ['Jack Ma', 'Jack', 'Ma'],
    ['João Silva Neto', 'João', 'Silva Neto'],
    ['Jan van der Berg', 'Jan', 'van der Berg'],
    ['van der Berg, Jan', 'Jan', 'van der Berg'],
    ['Marie de la Fontaine', 'Marie', 'de la Fontaine'],
    ['Ludwig v. Beethoven', 'Ludwig', 'v. Beethoven'],
    ['Mohammed bin Salman', 'Mohammed', 'bin Salman'],
    ['Omar Al-Rashid', 'Omar', 'Al-Rashid'],
    ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
    ['Mary Jane Watson', 'Mary Jane', 'Watson'],
    ['John Q. Public', 'John', 'Public'],
    ['J. R. R. Tolkien', 'J. R. R.', 'Tolkien'],
    ['DUPONT Marie', 'Marie', 'DUPONT'],
    ['Jean-Pierre DUPONT MARTIN', 'Jean-Pierre', 'DUPONT MARTIN'],
    ['AJ Smith', 'AJ', 'Smith'],
    ['Robert (Bob) Smith', 'Robert', 'Smith'],
    ['Robert “Bob” Smith', 'Robert', 'Smith'],
    ['Jane Doe 🚀 (she/her)', 'Jane', 'Doe'],
    ['Jane Doe she/her', 'Jane', 'Doe'],
    ['Jane Doe | Growth', 'Jane', 'Doe'],
    ['John Smith, CSPO', 'John', 'Smith'],
    ['Иван Петров', 'Иван', 'Петров'],
    ['山田 太郎', '太郎', '山田'],
    ['محمد بن سلمان', 'محمد', 'بن سلمان'],
  ])('%s', (text, firstName, lastName) => {
    expect(splitFullName(text)).toEqual({ firstName, lastName });
  });

  test.each(['', 'Madonna', 'Dr. Smith', '王小明', '🚀 🚀', ',', 'a, b, c, d'])(
    'but not where there are not two names: %j',
    (text) => {
      expect(splitFullName(text)).toBeNull();
    },
  );
});

test.each([
  ['Dr. Anna', 'Anna'],
  ['Smith, PhD', 'Smith'],
  ['Smith MBA', 'Smith'],
  ['Anna 🚀', 'Anna'],
  ['Anna (Annie)', 'Anna'],
  ['von der Leyen', 'von der Leyen'],
  ['O’Brien', 'O’Brien'],
  ['Ma', 'Ma'],
  ['Dr.', ''],
  ['🚀', ''],
  ['12', ''],
])('the name cell %j is the name %j', (text, name) => {
  expect(tidyName(text)).toBe(name);
});

test.each([
  ['Zoë', 'zoe'],
  ['O’Brien', 'obrien'],
  ["O'BRIEN", 'obrien'],
  ['O´Brien', 'obrien'],
  [' -Jane--Doe. ', 'jane doe'],
  ['Jean-Pierre', 'jean pierre'],
  ['Weiß', 'weiss'],
  ['Søren', 'soren'],
  ['Łukasz', 'lukasz'],
  ['Æther', 'aether'],
  ['Ｊａｎｅ', 'jane'],
  ['İpek', 'ipek'],
  ['Ange\u0301le', 'angele'],
  ['Νίκος', 'νικοσ'],
  ['Сергей', 'сергей'],
  ['Фёдор', 'федор'],
  ['が', 'が'],
  ['김철수', '김철수'],
  ['مُحَمَّد', 'محمد'],
  ['नमस्ते', 'नमस्ते'],
  ['!!!', ''],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('a folded text folds to itself', () => {
  for (const text of ['Łukasz O’Brien-Weiß', 'Ångström  & Söhne', 'Сергей Ёлкин', 'が ガ']) {
    expect(fold(fold(text))).toBe(fold(text));
  }
});

test.each([
  ['Jane Doe', true],
  ['Acme Corporation', false],
  ['Jane', false],
  ['jane@acme.example', false],
  ['12 High Street', false],
])('%s looks like a person: %s', (text, is) => {
  expect(looksLikePersonName(text)).toBe(is);
});
