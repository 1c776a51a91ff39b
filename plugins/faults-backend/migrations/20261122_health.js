// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('health_spans', table => {
    table.comment('For how long workloads were in which state');
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.string('kind', 64).notNullable();
    table.text('name').notNullable();
    table.string('uid', 128).notNullable();
    table.text('environment').comment('Of the namespace, when it began');
    table
      .string('health', 16)
      .notNullable()
      .comment('up, degraded, down, or idle: none is wanted');
    table
      .bigInteger('from_at')
      .notNullable()
      .comment('This and the other times: milliseconds since 1970');
    table.bigInteger('to_at').comment('Left out while it lasts');
    table.primary(['cluster', 'namespace', 'kind', 'name', 'from_at']);
    table.index(['to_at'], 'health_spans_by_end');
  });
  await knex.raw(
    'create index health_spans_open on health_spans (cluster) where to_at is null',
  );

  await knex.schema.createTable('health_observed', table => {
    table.comment(
      'For how long somebody looked at a cluster: what health_spans say of any other time is not known',
    );
    table.text('cluster').notNullable();
    table.bigInteger('from_at').notNullable();
    table
      .bigInteger('to_at')
      .notNullable()
      .comment('When it was heard of last; moved on while it goes on');
    table.primary(['cluster', 'from_at']);
    table.index(['to_at'], 'health_observed_by_end');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('health_observed');
  await knex.schema.dropTable('health_spans');
};
