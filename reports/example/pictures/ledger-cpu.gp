# Drawn by profile. To draw it again: gnuplot ledger-cpu.gp
set encoding utf8
set terminal svg size 760,266 dynamic noenhanced font 'sans-serif,13' background '#ffffff' name 'ledger_cpu'
set output 'ledger-cpu.svg'
set datafile separator tab
set border 3 linecolor rgb '#666666'
set tics nomirror textcolor rgb '#333333'
set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set key textcolor rgb '#333333'
set style fill solid 1.0 border rgb '#ffffff'
set xlabel 'wall time of the trial (s)' textcolor rgb '#333333'
set xrange [0:*]
set yrange [0.4:3.6]
set ytics ('sequential' 3, 'thread-2' 2, 'process-2' 1)
set grid noytics
set bmargin at screen 0.45112781954887216
set tmargin at screen 0.8345864661654135
set key at screen 0.5, screen 0.03 center bottom horizontal maxcols 5 reverse Left
set title 'cpu: where the wall time of a trial went, for one worker' textcolor rgb '#333333' font ',14'
plot \
  'ledger-cpu.tsv' index 0 using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror linecolor rgb '#0072B2' title 'user', \
  'ledger-cpu.tsv' index 1 using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror linecolor rgb '#E69F00' title 'run queue', \
  'ledger-cpu.tsv' index 2 using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror linecolor rgb '#CCCCCC' title 'other', \
  'ledger-cpu.tsv' index 3 using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror linecolor rgb '#eeeeee' title 'ended', \
  'ledger-cpu.tsv' index 0 using 4:1:5 with labels textcolor rgb '#ffffff' notitle, \
  'ledger-cpu.tsv' index 1 using 4:1:5 with labels textcolor rgb '#000000' notitle, \
  'ledger-cpu.tsv' index 2 using 4:1:5 with labels textcolor rgb '#000000' notitle, \
  'ledger-cpu.tsv' index 3 using 4:1:5 with labels textcolor rgb '#000000' notitle
