import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode,
} from 'mathjs';
import { LEG_MEASURES, type LegMeasure, type LegMeasures } from '../../model/bodyFrame.ts';
import { FormulaError } from './formulaError.ts';
import {
  BINARY_FUNCTIONS,
  BINARY_OPERATORS,
  type Binary,
  COMPARISONS,
  CONSTANTS,
  FOLDED_FUNCTIONS,
  UNARY_FUNCTIONS,
  UNARY_OPERATORS,
  type Unary,
} from './formulaFunctions.ts';
import type { FormulaToken } from './formulaTokens.ts';

type Value = (measures: Readonly<LegMeasures>) => number;

const MAX_NODES = 64;

const FIELDS = new Map<string, LegMeasure>(LEG_MEASURES.map(({ key }) => [key, key]));

/** Builds the function of a parsed formula, node by node; a kind that is not here is refused. */
export class FormulaTree {
  /** Those that were met. */
  readonly fields: LegMeasure[] = [];
  readonly #formula: string;
  /** Of the functions, in the order in which the tree is walked. */
  readonly #calls: FormulaToken[];
  #nodes = 0;

  constructor(formula: string, tokens: readonly FormulaToken[]) {
    this.#formula = formula;
    this.#calls = tokens.filter(
      ({ kind }, i) => kind === 'name' && tokens[i + 1]?.text === '(' && isFunction(tokens[i].text),
    );
  }

  /** @throws FormulaError */
  build(node: MathNode): Value {
    if (node.type === 'ParenthesisNode') return this.build((node as ParenthesisNode).content);
    if (++this.#nodes > MAX_NODES) {
      throw this.#refused(`the formula has more than ${MAX_NODES} values and operations`);
    }
    switch (node.type) {
      case 'ConstantNode':
        return this.#constant(node as ConstantNode);
      case 'SymbolNode':
        return this.#symbol((node as SymbolNode).name);
      case 'OperatorNode':
        return this.#operator(node as OperatorNode);
      case 'RelationalNode':
        return this.#relation(node as RelationalNode);
      case 'ConditionalNode':
        return this.#condition(node as ConditionalNode);
      case 'FunctionNode':
        return this.#function(node as FunctionNode);
      default:
        throw this.#refused(`a ${node.type} is not allowed in a formula`);
    }
  }

  #constant({ value }: ConstantNode): Value {
    if (typeof value === 'number' && Number.isFinite(value)) return () => value;
    throw this.#refused(`${String(value)} is no number that a formula may hold`);
  }

  #symbol(name: string): Value {
    const constant = CONSTANTS.get(name);
    if (constant !== undefined) return () => constant;
    const field = FIELDS.get(name);
    if (field === undefined) throw this.#refused(`${name} is no field of a leg`);
    if (!this.fields.includes(field)) this.fields.push(field);
    return (measures) => measures[field];
  }

  #operator({ fn, op, args }: OperatorNode): Value {
    const unary = args.length === 1 ? UNARY_OPERATORS.get(fn) : undefined;
    if (unary) return unaryValue(unary, this.build(args[0]));
    const binary = args.length === 2 ? BINARY_OPERATORS.get(fn) : undefined;
    if (binary) return binaryValue(binary, this.build(args[0]), this.build(args[1]));
    throw this.#refused(`the operator ${op} is not allowed in a formula`);
  }

  /** `10 < a < 20`: every pair of neighbours. */
  #relation({ conditionals, params }: RelationalNode): Value {
    const values = params.map((param) => this.build(param));
    const comparisons = conditionals.map((name) => {
      const comparison = COMPARISONS.get(name);
      if (!comparison) throw this.#refused(`the comparison ${name} is not allowed in a formula`);
      return comparison;
    });
    // Each value once: taken again for its other neighbour, nested chains would double the cost.
    return (measures) => {
      let holds = 1;
      let left = values[0](measures);
      for (let i = 0; i < comparisons.length; i++) {
        const right = values[i + 1](measures);
        holds *= comparisons[i](left, right);
        left = right;
      }
      return holds;
    };
  }

  #condition(node: ConditionalNode): Value {
    const condition = this.build(node.condition);
    const yes = this.build(node.trueExpr);
    const no = this.build(node.falseExpr);
    return (measures) => {
      const holds = condition(measures);
      if (Number.isNaN(holds)) return Number.NaN;
      return holds !== 0 ? yes(measures) : no(measures);
    };
  }

  #function({ fn, args }: FunctionNode): Value {
    const name = fn.name;
    const call = this.#calls.shift();
    const values = args.map((arg) => this.build(arg));
    const unary = UNARY_FUNCTIONS.get(name);
    if (unary) {
      if (values.length === 1) return unaryValue(unary, values[0]);
      throw this.#refused(`${name} takes 1 value and was given ${values.length}`, call);
    }
    const binary = BINARY_FUNCTIONS.get(name);
    if (binary) {
      if (values.length === 2) return binaryValue(binary, values[0], values[1]);
      throw this.#refused(`${name} takes 2 values and was given ${values.length}`, call);
    }
    const folded = FOLDED_FUNCTIONS.get(name);
    if (!folded) throw this.#refused(`${name} is no function of formulas`, call);
    if (values.length >= 2) return values.reduce((x, y) => binaryValue(folded, x, y));
    throw this.#refused(`${name} takes 2 values or more and was given ${values.length}`, call);
  }

  #refused(problem: string, at?: FormulaToken): FormulaError {
    return new FormulaError(this.#formula, at?.character ?? 1, problem);
  }
}

function isFunction(name: string): boolean {
  return UNARY_FUNCTIONS.has(name) || BINARY_FUNCTIONS.has(name) || FOLDED_FUNCTIONS.has(name);
}

function unaryValue(of: Unary, x: Value): Value {
  return (measures) => of(x(measures));
}

function binaryValue(of: Binary, x: Value, y: Value): Value {
  return (measures) => of(x(measures), y(measures));
}
