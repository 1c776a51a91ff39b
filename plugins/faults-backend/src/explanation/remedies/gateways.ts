import { byHand, inShort, type Remedies, type RemedyContext } from './Remedy';

const theObject = ({ finding }: RemedyContext) => inShort(finding.object);

/** What may be done about Gateways and the routes through them. */
export const gatewayRemedies: Remedies = {
  'gateway-not-accepted': byHand(
    context => `Mend ${theObject(context)} by what its controller says of it`,
    () => 'Nothing is served through it as it is.',
  ),
  'gateway-not-programmed': byHand(
    context =>
      `Look at whether the controller of the class of ${theObject(
        context,
      )} runs, and what it waits for`,
    () => 'Nothing is served through it until it is programmed.',
    'nothing',
  ),
  'gateway-listener-invalid': byHand(
    context =>
      `Mend the listener of ${theObject(
        context,
      )}: its certificate, its protocol or its port`,
    () => 'Routes of this listener get no requests.',
  ),
  'route-gateway-missing': byHand(
    context =>
      `Create the Gateway that ${theObject(
        context,
      )} names, or let it name one that exists`,
    () => 'A route without a Gateway gets no requests.',
  ),
  'route-service-missing': byHand(
    context =>
      `Create the Service that ${theObject(
        context,
      )} leads to, or let it lead to one that exists`,
    () => 'Requests of this route are answered with an error.',
  ),
  'route-port-missing': byHand(
    context => `Let ${theObject(context)} lead to a port that the Service has`,
    () => 'Requests of this route are answered with an error.',
  ),
  'route-not-accepted': byHand(
    context => `Mend ${theObject(context)} by what its Gateway says of it`,
    () => 'The Gateway sends it no requests as it is.',
  ),
};
