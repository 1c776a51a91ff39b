import {
  alertListSchema,
  detectorListSchema,
  faultsViewSchema,
  healingOverviewSchema,
  healingViewSchema,
  incidentDetailSchema,
  incidentListSchema,
  muteSchema,
  noticesViewSchema,
  reliabilityViewSchema,
} from '@groundcrew/plugin-faults-common';
import {
  alertList,
  detectorList,
  faultsView,
  faultyView,
  fleetIncidents,
  healingOverview,
  healingPause,
  healingView,
  incidentDetail,
  mute,
  noticesView,
  reliabilityView,
} from '.';

describe('what tests are shown', () => {
  it.each([
    ['a view', faultsViewSchema, faultyView()],
    ['a view of what is well', faultsViewSchema, faultsView()],
    ['an incident', incidentDetailSchema, incidentDetail()],
    ['a list', incidentListSchema, { incidents: fleetIncidents() }],
    ['how it did', reliabilityViewSchema, reliabilityView()],
    ['detectors', detectorListSchema, detectorList()],
    ['alerts', alertListSchema, alertList()],
    ['a mute', muteSchema, mute()],
    ['who was told', noticesViewSchema, noticesView()],
    ['what healing makes of it', healingViewSchema, healingView()],
    [
      'healing policies',
      healingOverviewSchema,
      healingOverview({ pauses: [healingPause()] }),
    ],
  ])('is %s that the backend could answer with', (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });
});
