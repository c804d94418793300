select stream_name, group_id, topic, partition_number, range_number, kind, expected_from, from_offset, until_offset,
       case when from_offset > expected_from then 'GAP' else 'OVERLAP' end as finding
  from (select steps.*,
               lag(until_offset) over (partition by stream_name, group_id, topic, partition_number
                                       order by is_last, range_number) as expected_from
          from (select stream_name, group_id, topic, partition_number, 0 as is_last, range_number, kind,
                       from_offset, until_offset
                  from direct_stream_range
                 union all
                select stream_name, group_id, topic, partition_number, 1, null, 'STORED', until_offset, until_offset
                  from direct_stream_offset) steps) pairs
 where from_offset <> expected_from
 order by stream_name, group_id, topic, partition_number, is_last, range_number
