# Drawn by profile. To draw it again: gnuplot timeline-io.gp
set encoding utf8
set terminal svg size 860,638 dynamic noenhanced font 'sans-serif,13' background '#ffffff' name 'timeline_io'
set output 'timeline-io.svg'
set datafile separator tab
set border 3 linecolor rgb '#666666'
set tics nomirror textcolor rgb '#333333'
set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set key textcolor rgb '#333333'
set multiplot
set xrange [-0.181049:477.59714099999997]
set lmargin at screen 0.13
set rmargin at screen 0.78
set key at screen 0.79, graph 1 left top Left reverse
set format x ''
set title 'io, thread-2: round 1 over time' textcolor rgb '#333333' font ',14'
set tmargin at screen 0.9341692789968652
set bmargin at screen 0.768025078369906
set ylabel 'CPU' textcolor rgb '#333333'
set yrange [-0.5:1.5]
set ytics ('0' 0, '1' 1)
plot \
  'timeline-io.tsv' index 0 using 1:3:($2-$1):(0) with vectors nohead linewidth 3 dashtype 1 linecolor rgb '#0072B2' title 'worker 0', \
  'timeline-io.tsv' index 1 using 1:3:($2-$1):(0) with vectors nohead linewidth 3 dashtype 1 linecolor rgb '#D55E00' title 'worker 1'
unset title
set tmargin at screen 0.7210031347962382
set bmargin at screen 0.554858934169279
set ylabel 'worker' textcolor rgb '#333333'
set yrange [-0.5:1.5]
set ytics ('0' 0, '1' 1)
plot \
  'timeline-io.tsv' index 2 using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid 1 noborder linecolor rgb '#0072B2' title 'on a CPU', \
  'timeline-io.tsv' index 3 using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid 1 noborder linecolor rgb '#E69F00' title 'ready, no CPU', \
  'timeline-io.tsv' index 4 using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid 1 noborder linecolor rgb '#009E73' title 'disk', \
  'timeline-io.tsv' index 5 using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid 1 noborder linecolor rgb '#CCCCCC' title 'asleep'
set tmargin at screen 0.5078369905956113
set bmargin at screen 0.3260188087774295
set ylabel '1,000 switches/s' textcolor rgb '#333333'
set yrange [0:*]
set ytics 20.0
plot \
  'timeline-io.tsv' index 6 using 1:2 with lines linewidth 1.5 dashtype 1 linecolor rgb '#0072B2' title 'voluntary', \
  'timeline-io.tsv' index 7 using 1:2 with lines linewidth 1.5 dashtype 2 linecolor rgb '#D55E00' title 'involuntary'
set tmargin at screen 0.27899686520376177
set bmargin at screen 0.09717868338557989
set format x '%g'
set xlabel 'time (ms)' textcolor rgb '#333333'
set ylabel 'memory (MiB)' textcolor rgb '#333333'
set yrange [0:*]
set ytics 5.0
plot \
  'timeline-io.tsv' index 8 using 1:2 with steps linewidth 1.5 dashtype 1 linecolor rgb '#0072B2' title 'RSS', \
  'timeline-io.tsv' index 9 using 1:2 with steps linewidth 1.5 dashtype 2 linecolor rgb '#D55E00' title 'PSS'
unset multiplot
