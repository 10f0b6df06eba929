-- The figures of casualties, of what was launched or struck, and of what was intercepted.
SELECT * FROM figures_in_full
WHERE topic IN ('casualties', 'strikes', 'interceptions')
ORDER BY measure_id, figure_id
