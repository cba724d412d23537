import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';
import { Directive } from 'type-graphql';

export const cmdletDirective = new GraphQLDirective({
  name: 'cmdlet',
  description: 'The PowerShell cmdlet that a field stands in for.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  isRepeatable: true,
  args: { name: { type: new GraphQLNonNull(GraphQLString), description: "The cmdlet's name." } },
});

export const parameterDirective = new GraphQLDirective({
  name: 'parameter',
  description: 'The parameter of a PowerShell cmdlet that an argument or field stands in for.',
  locations: [
    DirectiveLocation.ARGUMENT_DEFINITION,
    DirectiveLocation.INPUT_FIELD_DEFINITION,
    DirectiveLocation.FIELD_DEFINITION,
  ],
  isRepeatable: true,
  args: {
    name: { type: new GraphQLNonNull(GraphQLString), description: "The parameter's name." },
    cmdlet: {
      type: GraphQLString,
      description: 'The cmdlet, where the field serves several that name it differently.',
    },
  },
});

/** Says which cmdlet a field stands in for. */
export const Cmdlet = (name: string): PropertyDecorator & MethodDecorator & ParameterDecorator =>
  Directive(`@cmdlet(name: "${name}")`);

/** Says which parameter of that cmdlet an argument, input field or field stands in for. */
export const Parameter = (name: string, cmdlet?: string): PropertyDecorator & MethodDecorator & ParameterDecorator =>
  Directive(`@parameter(name: "${name}"${cmdlet ? `, cmdlet: "${cmdlet}"` : ''})`);
